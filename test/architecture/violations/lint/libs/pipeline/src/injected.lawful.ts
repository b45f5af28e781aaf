import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';

const TABLE = 'episode';

@Injectable()
export class Desk {
  constructor(private readonly commands: CommandBus) {}
  async count(rows: { query(text: string, values: readonly unknown[]): Promise<number> }, id: string): Promise<number> {
    void this.commands;
    return rows.query(`SELECT count(*) FROM ${TABLE} WHERE id = $1`, [id]);
  }
}
