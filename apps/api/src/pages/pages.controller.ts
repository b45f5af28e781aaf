/** The few pages that are for people: what a code means, and where the link in a message leads. */
import { Controller, Get, Header, Param, Redirect } from '@nestjs/common';
import { ApiExcludeEndpoint, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DEFAULT_LANGUAGE, type Language } from '#lib/kernel';
import { Open } from '../request/auth.js';
import { PathParameters } from '../request/pipes.js';
import { PAGE_TEXT, SCRIPT_TEXT } from '../openapi/answer-examples.js';
import { answers, openProblems } from '../openapi/answers.js';
import { ALERT_SCRIPT, alertPage } from './alert.page.js';
import { ERRORS_PAGE } from './errors.page.js';
import { AlertPath } from '../request/paths.js';
import { SessionDoor } from '../request/session-door.js';
import { Visiting, type Visitor } from '../request/visitor.js';
import { Asked } from '../request/reader-language.js';

/** Two who lean towards each other. */
const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><g fill="none" stroke="#2a6f77" stroke-width="2" stroke-linecap="round"><path d="M3 14c0-5 4-5 4-11M13 14c0-5-4-5-4-11"/></g></svg>`;
const HTML = 'text/html; charset=utf-8';

@ApiTags('pages')
@Controller()
@Open()
export class PagesController {
  constructor(private readonly door: SessionDoor) {}

  /** Whoever opens the address alone finds the reference. */
  @Get()
  @ApiExcludeEndpoint()
  @Redirect('/docs', 302)
  front(): void {
    return;
  }

  /** The page knows who signed in, and nothing else: it reads the alert like any other client. */
  @Get('alerts/:alert')
  @Header('Content-Type', HTML)
  @ApiOperation({ summary: 'The page behind the link in a message' })
  @answers(PAGE_TEXT, { description: 'The page', type: 'text/html' })
  @openProblems(404, 503)
  async alert(
    @Param(PathParameters) { alert }: AlertPath,
    @Visiting() visitor: Visitor,
    @Asked() asked: Language | undefined,
  ): Promise<string> {
    const isSignedIn = (await this.door.look(visitor)) !== undefined;
    return alertPage(asked ?? DEFAULT_LANGUAGE, { path: `/alerts/${alert}`, isSignedIn });
  }

  /** Every browser asks for it, on whatever page. */
  @Get('favicon.ico')
  @ApiExcludeEndpoint()
  @Header('Content-Type', 'image/svg+xml')
  @Header('Cache-Control', 'public, max-age=86400')
  icon(): string {
    return ICON;
  }

  @Get('pages/alert.js')
  @Header('Content-Type', 'text/javascript; charset=utf-8')
  @ApiOperation({ summary: 'The script of that page' })
  @answers(SCRIPT_TEXT, { description: 'The script', type: 'text/javascript' })
  @openProblems()
  alertScript(): string {
    return ALERT_SCRIPT;
  }

  @Get('docs/errors')
  @Header('Content-Type', HTML)
  @ApiOperation({ summary: 'What an error means, and the next step' })
  @answers(PAGE_TEXT, { description: 'The page', type: 'text/html' })
  @openProblems()
  errors(): string {
    return ERRORS_PAGE;
  }
}
