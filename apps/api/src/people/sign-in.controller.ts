/** Signing in and out. Whatever is posted has to come from a page of ours, and whatever is asked for changes nothing. */
import { Controller, Get, Header, HttpCode, Post, Query, Res, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { SignIn, Sessions, type Principal } from '#lib/identity';
import { DEFAULT_LANGUAGE, type Language } from '#lib/kernel';
import { Open } from '../request/auth.js';
import { forgetSession, rememberSession } from '../request/cookies.js';
import { FromHere } from '../request/from-here.js';
import { KnownQueryParameters } from '../request/pipes.js';
import { Asked } from '../request/reader-language.js';
import { SessionDoor } from '../request/session-door.js';
import { Visiting, type Visitor } from '../request/visitor.js';
import { FormBody } from './form.js';
import { SignInForm, SignInParameters } from './forms.js';
import { PEOPLE_WORDS } from './people-words.js';
import { returnPathOf } from '../request/return-path.js';
import { signInPage } from './sign-in.page.js';

export const HTML = 'text/html; charset=utf-8';

@ApiExcludeController()
@Controller()
@Open()
@UseGuards(FromHere)
export class SignInController {
  constructor(
    private readonly people: SignIn,
    private readonly sessions: Sessions,
    private readonly door: SessionDoor,
  ) {}

  @Get('sign-in')
  @Header('Content-Type', HTML)
  page(@Query(KnownQueryParameters) query: SignInParameters, @Asked() asked: Language | undefined): string {
    return signInPage(asked ?? DEFAULT_LANGUAGE, { returnTo: returnPathOf(query.return) });
  }

  @Post('sign-in')
  @HttpCode(303)
  @Header('Content-Type', HTML)
  async signIn(
    @FormBody() form: SignInForm,
    @Visiting() visitor: Visitor,
    @Asked() asked: Language | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string | undefined> {
    const { name, password, code } = form;
    const { address, device, proof } = visitor;
    const answer = await this.people.attempt({ name, password, code, address, device, proof });
    if ('refused' in answer) {
      const seconds = answer.refused === 'wait' ? answer.seconds : undefined;
      if (seconds !== undefined) void reply.header('Retry-After', String(seconds));
      void reply.status(seconds === undefined ? 422 : 429);
      return refusedPage(asked ?? DEFAULT_LANGUAGE, form, seconds);
    }
    // who signs in again has another session, and the one before ends
    await this.end(await this.door.look(visitor));
    rememberSession(reply, answer.token, answer.proof);
    void reply.header('Location', returnPathOf(form.return));
    return undefined;
  }

  @Post('sign-out')
  @HttpCode(303)
  @Header('Location', '/sign-in')
  async signOut(@Visiting() visitor: Visitor, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    await this.end(await this.door.look(visitor));
    forgetSession(reply);
  }

  private async end(who: Principal | undefined): Promise<void> {
    if (who?.session !== undefined) await this.sessions.end(who, who.session);
  }
}

/** What is said is the same, whatever was wrong. */
function refusedPage(language: Language, { name, return: asked }: SignInForm, seconds: number | undefined): string {
  const { wrong, wait } = PEOPLE_WORDS[language];
  const said = seconds === undefined ? wrong : wait.replace('{n}', String(seconds));
  return signInPage(language, { said, name, returnTo: returnPathOf(asked) });
}
