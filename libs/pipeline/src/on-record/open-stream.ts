/** The live stream begins: it names what changes for as long as it is open, so its opening is a look. */
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { needs, type Principal } from '#lib/identity';
import { Look } from './look.js';

/** Throws `scope_required`. */
export class OpenStream extends Look<void> {
  readonly recordedAs = 'stream';

  constructor(readonly reader: Principal) {
    super();
  }

  protected shown(): readonly string[] {
    return [];
  }
}

@QueryHandler(OpenStream)
export class OpenStreamHandler implements IQueryHandler<OpenStream> {
  execute({ reader }: OpenStream): Promise<void> {
    needs(reader, 'clinic:read');
    return Promise.resolve();
  }
}
