/** The 27 error codes of the RS APIs with their texts in English and Russian. Clients know the codes. */
import { DomainError, type ErrorCode } from '../../../proto/src/errors.ts';

interface Texts {
  readonly en: string;
  readonly ru: string;
}

export interface RsError {
  /** 1 to 27. */
  readonly number: number;
  readonly code: ErrorCode;
  /** Keys of the error's `data`; the client's text names them in braces. */
  readonly data: readonly string[];
  /** What happened. */
  readonly short: Texts;
  /** What a person in front of a client reads; where the document has none, `short` serves. */
  readonly client: Texts | null;
}

const contact = {
  en: 'Please contact system administrator.',
  ru: 'Обратитесь к системному администратору.',
};
const unexpected = {
  en: `Unexpected error occurred. ${contact.en}`,
  ru: `Произошла непредвиденная ошибка. ${contact.ru}`,
};

export const rsErrors = {
  unexpected: entry(1, 'internal', [], {
    short: ['Unexpected error occurred.', 'Произошла непредвиденная ошибка.'],
    client: [unexpected.en, unexpected.ru],
  }),
  licence_expired: entry(2, 'forbidden', ['cloud_url'], {
    short: ['License expired.', 'Истек срок действия лицензии.'],
    client: [
      `License of RS server {cloud_url} got out. ${contact.en}`,
      `Срок лицензии модуля RS сервер {cloud_url} истек. ${contact.ru}`,
    ],
  }),
  server_task_failed: entry(3, 'conflict', ['reason'], {
    short: [
      'Asynchronous task of getting an instance failed.',
      'Ошибка при выполнении асинхронной задачи получения виртуальной машины.',
    ],
  }),
  task_not_started: entry(4, 'no_capacity', [], {
    short: [
      'Failed to start asynchronous task of getting an instance.',
      'Не удалось запустить асинхронную задачу получения виртуальной машины.',
    ],
  }),
  no_desktop_project: entry(5, 'not_found', ['domain_name'], {
    short: [
      'No available TRS project in the specified domain found.',
      'Нет доступных TRS проектов для пользователя в указанном домене.',
    ],
    client: [
      `No available TRS project found. ${contact.en}`,
      `Нет ни одного доступного TRS проекта. ${contact.ru}`,
    ],
  }),
  bad_credentials: entry(6, 'unauthenticated', [], {
    short: ['Authentication error.', 'Ошибка аутентификации.'],
    client: [`Invalid credentials. ${contact.en}`, `Неправильные учётные данные. ${contact.ru}`],
  }),
  password_expired: entry(7, 'unauthenticated', ['user_name'], {
    short: ['Password expired.', 'Истек срок действия пароля.'],
    client: ['The password needs to be changed.', 'Необходимо изменить пароль.'],
  }),
  not_desktop_project: entry(8, 'invalid', ['project_name'], {
    short: ['The specified project is not TRS.', 'Указанный проект не является TRS проектом.'],
    client: ['Not a TRS project: {project_name}.', 'Проект {project_name} не является TRS проектом.'],
  }),
  bad_request: entry(9, 'invalid', ['errors'], {
    short: ['Invalid request body.', 'Неверное тело запроса.'],
  }),
  desktop_request_not_found: entry(10, 'not_found', ['request_id'], {
    short: [
      'Unable to find an instance obtain request by given ID.',
      'Не удалось найти запрос на получение виртуальной машины по указанному ID.',
    ],
  }),
  not_requester: entry(11, 'forbidden', [], {
    short: [
      'Forbidden to obtain an instance request.',
      'Нет доступа к указанному запросу на получение виртуальной машины.',
    ],
  }),
  quota_exceeded: entry(12, 'quota_exceeded', ['project_name'], {
    short: ['Project quota exceeded.', 'Превышена квота проекта.'],
    client: [
      `Quota exceeded for TRS project "{project_name}". ${contact.en}`,
      `Превышена квота для TRS проекта "{project_name}". ${contact.ru}`,
    ],
  }),
  server_creation_failed: entry(13, 'conflict', ['project_name'], {
    short: ['Instance creation failed.', 'Не удалось создать новую виртуальную машину.'],
    client: [
      `Unable to create instance in project {project_name}. ${contact.en}`,
      `Не удалось создать виртуальную машину в проекте {project_name}. ${contact.ru}`,
    ],
  }),
  no_server: entry(14, 'not_found', ['project_name'], {
    short: [
      'No instances found in the specified project.',
      'Нет доступных виртуальных машин в указанном проекте.',
    ],
    client: [
      `No instance found in project {project_name}. ${contact.en}`,
      `Не найдена виртуальная машина в проекте {project_name}. ${contact.ru}`,
    ],
  }),
  domain_not_found: entry(15, 'not_found', ['domain_name'], {
    short: ['Specified domain not found.', 'Указанный домен не найден.'],
    client: ['Domain {domain_name} not found.', 'Домен {domain_name} не найден.'],
  }),
  user_not_found: entry(16, 'not_found', ['user_name', 'domain_name'], {
    short: ['Specified user not found.', 'Указанный пользователь не найден.'],
    client: [
      'User {user_name} not found in domain {domain_name}.',
      'Пользователь {user_name} не найден в домене {domain_name}.',
    ],
  }),
  unusable_server: entry(17, 'conflict', ['instance_id', 'instance_status'], {
    short: ['Instance is in an invalid state.', 'Виртуальная машина находится в необрабатываемом статусе.'],
    client: [
      `Instance with id {instance_id} is in invalid state: {instance_status}. ${contact.en}`,
      `Виртуальная машина с ID {instance_id} находится в некорректном состоянии: {instance_status}. ${contact.ru}`,
    ],
  }),
  no_address: entry(18, 'timeout', ['instance_id'], {
    short: ['Unable to obtain an instance IP address.', 'Не удалось получить IP-адрес виртуальной машины.'],
    client: [
      `Unable to get IP address of instance with id {instance_id}. ${contact.en}`,
      `Не удалось получить IP-адрес виртуальной машины с ID {instance_id}. ${contact.ru}`,
    ],
  }),
  password_expires: entry(19, 'conflict', ['seconds'], {
    short: ['Password expiration warning.', 'Предупреждение о том, что пароль скоро истечёт.'],
    client: [
      'Password expires in {seconds} seconds and needs to be changed.',
      'Ваш пароль истекает через {seconds} секунд, измените его.',
    ],
  }),
  grace_logins: entry(20, 'conflict', ['attempts'], {
    short: [
      'Warning that amount of authentications with current password is limited.',
      'Предупреждение о том, что осталось ограниченное число аутентификаций с использованием текущего пароля.',
    ],
    client: [
      'Password expired, {attempts} grace logins remain.',
      'Срок вашего пароля истек, осталось {attempts} попытки для входа.',
    ],
  }),
  identity_unavailable: entry(21, 'timeout', [], {
    short: ['Authentication server is not available.', 'Недоступен сервер аутентификации.'],
    client: [
      `Authentication server is not available. ${contact.en}`,
      `Сервер аутентификации недоступен. ${contact.ru}`,
    ],
  }),
  password_script_missing: entry(22, 'unsupported', [], {
    short: [
      'Kerberos script file is not available because of it does not exist or it has wrong permissions.',
      'Файл скрипта для изменения пароля в Kerberos недоступен по причине того, что он не найден или неверные права доступа.',
    ],
    client: [
      `Couldn’t change password because of the KERBEROS.script_path file doesn’t exist or it’s unaccessible. ${contact.en}`,
      `Не удалось изменить пароль в связи с отсутствием файла KERBEROS.script_path или прав для его запуска. ${contact.ru}`,
    ],
  }),
  password_script_failed: entry(23, 'conflict', [], {
    short: [
      'Error while password change process, so script returned 1',
      'Ошибка во время выполнения скрипта изменения пароля, скрипт вернул код 1.',
    ],
    client: [
      `Couldn’t change password because of an error while change password process execution. ${contact.en}`,
      `Не удалось изменить пароль в связи с ошибкой во время запуска процесса смены пароля. ${contact.ru}`,
    ],
  }),
  invalid_token: entry(24, 'unauthenticated', [], {
    short: ['Auth token is not valid.', 'Токен авторизации недействителен.'],
    client: [unexpected.en, unexpected.ru],
  }),
  task_not_processed: entry(25, 'conflict', [], {
    short: [
      'Failed to process asynchronous task of getting an instance.',
      'Не удалось выполнить асинхронную задачу получения виртуальной машины.',
    ],
  }),
  web_guard: entry(26, 'forbidden', [], {
    short: [
      'Request doesn’t match current Web Guard settings.',
      'Запрос не соответствует текущим настройкам Web Guard.',
    ],
    client: [
      `Invalid settings of Web Guard. ${contact.en}`,
      `Неправильные настройки Web Guard. ${contact.ru}`,
    ],
  }),
  code_required: entry(27, 'unauthenticated', [], {
    short: ['OTP is required for authentication.', 'Для аутентификации требуется код OTP.'],
  }),
} as const satisfies Record<string, RsError>;

export type RsReason = keyof typeof rsErrors;
export type Language = 'en' | 'ru';

function entry(
  number: number,
  code: ErrorCode,
  data: readonly string[],
  texts: { short: readonly [string, string]; client?: readonly [string, string] },
): RsError {
  const toTexts = ([en, ru]: readonly [string, string]) => ({ en, ru });
  return {
    number,
    code,
    data,
    short: toTexts(texts.short),
    client: texts.client ? toTexts(texts.client) : null,
  };
}

/** The failure with that number: its reason is the key above, its details are the `data`. */
export function rsError(
  reason: RsReason,
  data: Readonly<Record<string, unknown>> = {},
  cause?: unknown,
): DomainError {
  const { code } = rsErrors[reason];
  return new DomainError(code, rsText(reason, 'en', data), { reason, details: data, cause });
}

export function isRsReason(reason: string | undefined): reason is RsReason {
  return reason !== undefined && Object.hasOwn(rsErrors, reason);
}

/** What a person reads; `{key}` stands for the value in the data. */
export function rsText(
  reason: RsReason,
  language: Language,
  data: Readonly<Record<string, unknown>>,
): string {
  const { client, short }: RsError = rsErrors[reason];
  return (client ?? short)[language].replace(/\{(\w+)\}/g, (_, key: string) => String(data[key] ?? ''));
}
