/** The few pages that are for people: what a code means, and where the link in a message leads. */
import { Controller, Get, Header, Redirect } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { DEFAULT_LANGUAGE, type Language } from '#lib/kernel';
import { Open } from './auth.js';
import { ALERT_SCRIPT, alertPage } from './pages/alert.page.js';
import { ERRORS_PAGE } from './pages/errors.page.js';
import { Asked } from './reader-language.js';

const HTML = 'text/html; charset=utf-8';

@ApiExcludeController()
@Controller()
@Open()
export class PagesController {
  /** Whoever opens the address alone finds the reference. */
  @Get()
  @Redirect('/docs', 302)
  front(): void {
    return;
  }

  /** The page knows nothing: it asks for a key and then reads the alert like any other client. */
  @Get('alerts/:alert')
  @Header('Content-Type', HTML)
  alert(@Asked() asked: Language | undefined): string {
    return alertPage(asked ?? DEFAULT_LANGUAGE);
  }

  @Get('pages/alert.js')
  @Header('Content-Type', 'text/javascript; charset=utf-8')
  alertScript(): string {
    return ALERT_SCRIPT;
  }

  @Get('docs/errors')
  @Header('Content-Type', HTML)
  errors(): string {
    return ERRORS_PAGE;
  }
}
