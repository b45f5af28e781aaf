/** An invitation: its link shows what to choose, and only the form uses it up. */
import { Controller, Get, Header, HttpCode, Param, Post, Res, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Invitations, type Accepted } from '#lib/identity';
import { DEFAULT_LANGUAGE, type Language } from '#lib/kernel';
import { Open } from '../request/auth.js';
import { FromHere } from '../request/from-here.js';
import { PathParameters } from '../request/pipes.js';
import { Asked } from '../request/reader-language.js';
import { FormBody } from './form.js';
import { InvitationForm, InvitationPath } from './forms.js';
import { invitationOverPage, invitationPage, recoveryCodesPage } from './invitation.pages.js';
import { PEOPLE_WORDS } from './people-words.js';
import { HTML } from './sign-in.controller.js';

@ApiExcludeController()
@Controller('invitations')
@Open()
@UseGuards(FromHere)
export class InvitationsController {
  constructor(private readonly invitations: Invitations) {}

  @Get(':token')
  @Header('Content-Type', HTML)
  async page(
    @Param(PathParameters) { token }: InvitationPath,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Asked() asked: Language | undefined,
  ): Promise<string> {
    const offer = await this.invitations.offer(token);
    if (offer) return invitationPage(asked ?? DEFAULT_LANGUAGE, offer);
    void reply.status(404);
    return invitationOverPage(asked ?? DEFAULT_LANGUAGE);
  }

  @Post(':token')
  @HttpCode(200)
  @Header('Content-Type', HTML)
  async accept(
    @Param(PathParameters) { token }: InvitationPath,
    @FormBody() { password, secret, code: typed }: InvitationForm,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Asked() asked: Language | undefined,
  ): Promise<string> {
    const language = asked ?? DEFAULT_LANGUAGE;
    const code = typed.replace(/\s/g, '');
    const accepted: Accepted = await this.invitations.accept(token, { password, secret, code });
    if ('recoveryCodes' in accepted) return recoveryCodesPage(language, accepted.recoveryCodes);
    const offer = accepted.fault === 'over' ? undefined : await this.invitations.offer(token, secret);
    void reply.status(offer ? 422 : 404);
    if (!offer) return invitationOverPage(language);
    const { short, wrongCode } = PEOPLE_WORDS[language];
    return invitationPage(language, { ...offer, said: accepted.fault === 'short' ? short : wrongCode });
  }
}
