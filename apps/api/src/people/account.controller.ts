/** Where somebody is signed in, and an end to one of those sessions or to all of them. */
import { Controller, Get, Header, HttpCode, Post, Res, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Sessions } from '#lib/identity';
import { DEFAULT_LANGUAGE, type Language } from '#lib/kernel';
import { Open } from '../request/auth.js';
import { forgetSession } from '../request/cookies.js';
import { FromHere } from '../request/from-here.js';
import { Asked } from '../request/reader-language.js';
import { SessionDoor } from '../request/session-door.js';
import { Visiting, type Visitor } from '../request/visitor.js';
import { accountPage } from './account.page.js';
import { FormBody } from './form.js';
import { EndForm } from './forms.js';
import { ACCOUNT_PATH, signInPathTo } from '../request/return-path.js';
import { HTML } from './sign-in.controller.js';

@ApiExcludeController()
@Controller('account')
@Open()
@UseGuards(FromHere)
export class AccountController {
  constructor(
    private readonly sessions: Sessions,
    private readonly door: SessionDoor,
  ) {}

  @Get()
  @Header('Content-Type', HTML)
  async page(
    @Visiting() visitor: Visitor,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Asked() asked: Language | undefined,
  ): Promise<string | undefined> {
    const who = await this.door.look(visitor);
    if (!who) {
      void reply.status(303).header('Location', signInPathTo(ACCOUNT_PATH));
      return undefined;
    }
    return accountPage(asked ?? DEFAULT_LANGUAGE, await this.sessions.list(who), who.session);
  }

  @Post('end')
  @HttpCode(303)
  async end(
    @FormBody() { session }: EndForm,
    @Visiting() visitor: Visitor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const who = await this.door.look(visitor);
    if (who && session === 'all') await this.sessions.endAll(who);
    else if (who) await this.sessions.end(who, session);
    const isOut = !who || session === 'all' || session === who.session;
    if (isOut) forgetSession(reply);
    void reply.header('Location', isOut ? '/sign-in' : ACCOUNT_PATH);
  }
}
