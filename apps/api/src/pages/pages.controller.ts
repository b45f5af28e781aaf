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
import { Asked } from '../request/reader-language.js';

const HTML = 'text/html; charset=utf-8';

@ApiTags('pages')
@Controller()
@Open()
export class PagesController {
  /** Whoever opens the address alone finds the reference. */
  @Get()
  @ApiExcludeEndpoint()
  @Redirect('/docs', 302)
  front(): void {
    return;
  }

  /** The page knows nothing: it asks for a key and then reads the alert like any other client. */
  @Get('alerts/:alert')
  @Header('Content-Type', HTML)
  @ApiOperation({ summary: 'The page behind the link in a message' })
  @answers(PAGE_TEXT, { description: 'The page', type: 'text/html' })
  @openProblems(404)
  alert(@Param(PathParameters) _path: AlertPath, @Asked() asked: Language | undefined): string {
    return alertPage(asked ?? DEFAULT_LANGUAGE);
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
