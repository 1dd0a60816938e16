/** What the page of a token says, in the languages that it knows. */
export const tokenWords = {
  en: {
    title: 'Your request',
    password: 'New password',
    rules: 'At least 8 characters, among them a digit, a small and a capital letter.',
    refused: 'That was not accepted.',
    confirm: 'Confirm',
    decline: 'Decline',
    send: 'Go on',
    invitation: 'You are invited to a project. Do you want to join it?',
    address: 'Should this be the new address of your account?',
    other: 'Please complete your request.',
    done: 'Thank you, it is done. You may close this page.',
    gone: 'This page has been used, has expired or never existed. Ask for a new one.',
    login: 'This request has to be completed with a token of your own: use the API or the dashboard.',
    later: 'It did not work just now. Please try again later.',
    invalid: 'This is no longer possible. Ask whoever invited you, or begin anew.',
  },
  ru: {
    title: 'Ваша заявка',
    password: 'Новый пароль',
    rules: 'Не меньше 8 знаков, среди них цифра, строчная и заглавная латинские буквы.',
    refused: 'Такое значение не принято.',
    confirm: 'Подтвердить',
    decline: 'Отказаться',
    send: 'Продолжить',
    invitation: 'Вас пригласили в проект. Хотите к нему присоединиться?',
    address: 'Сделать этот адрес новым адресом вашей учётной записи?',
    other: 'Пожалуйста, завершите заявку.',
    done: 'Спасибо, всё готово. Страницу можно закрыть.',
    gone: 'Страница уже использована, устарела или не существовала. Запросите новую.',
    login: 'Эту заявку нужно завершить после входа: через API или панель управления.',
    later: 'Сейчас не получилось. Попробуйте позже.',
    invalid: 'Это больше невозможно. Обратитесь к тому, кто вас пригласил, или начните заново.',
  },
} as const;

export type Words = (typeof tokenWords)[keyof typeof tokenWords];

/** By what the browser prefers. */
export function languageOf(accepted: string): keyof typeof tokenWords {
  const wanted = accepted.split(',').map((part) => part.trim().slice(0, 2).toLowerCase());
  return wanted.find((language) => language === 'en' || language === 'ru') === 'ru' ? 'ru' : 'en';
}
