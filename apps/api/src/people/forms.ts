/** The forms of the pages on which people sign in. What is too long for its field fits nothing. */
import { IsOptional, IsString, Matches, MaxLength } from 'class-validator';

const LONGEST = 1_000;

export class SignInParameters {
  @IsOptional()
  @IsString()
  return?: string;
}
export class SignInForm extends SignInParameters {
  @MaxLength(LONGEST)
  name: string = '';

  @MaxLength(LONGEST)
  password: string = '';

  /** Of the authenticator, or a recovery code. */
  @MaxLength(LONGEST)
  code: string = '';
}
export class InvitationPath {
  @Matches(/^[A-Za-z0-9_-]{1,100}$/)
  token!: string;
}
export class InvitationForm {
  @MaxLength(LONGEST)
  password: string = '';

  /** That the page showed. */
  @MaxLength(LONGEST)
  secret: string = '';

  @MaxLength(LONGEST)
  code: string = '';
}
export class EndForm {
  /** Id of a session, or `all`. */
  @MaxLength(LONGEST)
  session: string = '';
}
