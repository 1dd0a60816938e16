import type { MailTemplate } from './template.ts';

export const russian: Readonly<Record<string, MailTemplate>> = {
  'sign-up-received': {
    subject: 'Заявка получена',
    text: `Здравствуйте!

Мы получили заявку на проект «{{input.project_name}}». Когда её рассмотрят, вы получите ещё одно письмо.`,
  },
  'sign-up-approved': {
    subject: 'Заявка одобрена',
    text: `Здравствуйте!

Проект «{{input.project_name}}» готов. Чтобы продолжить, откройте страницу; она действует {{hours}} ч.:

{{link}}`,
  },
  'sign-up-completed': {
    subject: 'Добро пожаловать',
    text: `Здравствуйте!

Проектом «{{input.project_name}}» уже можно пользоваться.`,
  },
  invited: {
    subject: 'Приглашение в проект',
    text: `Здравствуйте!

{{requester}} приглашает вас в проект. Чтобы ответить, откройте страницу; она действует {{hours}} ч.:

{{link}}

Если вы этого не ждали, не отвечайте на письмо.`,
  },
  joined: {
    subject: 'Вы участник проекта',
    text: `Здравствуйте!

Ваш ответ на приглашение пользователя {{requester}} принят.`,
  },
  'password-reset': {
    subject: 'Смена пароля',
    text: `Здравствуйте!

Кто-то, возможно вы, запросил новый пароль этой учётной записи. Чтобы выбрать его, откройте страницу; она действует {{hours}} ч.:

{{link}}

Если это были не вы, не делайте ничего: пароль останется прежним.`,
  },
  'password-reset-completed': {
    subject: 'Пароль изменён',
    text: `Здравствуйте!

Пароль вашей учётной записи изменён на странице из нашего письма. Если это были не вы, сразу сообщите администраторам.`,
  },
  'new-address': {
    subject: 'Это ваш новый адрес?',
    text: `Здравствуйте!

{{requester}} хочет использовать этот адрес. Чтобы подтвердить, откройте страницу; она действует {{hours}} ч.:

{{link}}`,
  },
  'address-changes': {
    subject: 'Адрес учётной записи меняется',
    text: `Здравствуйте, {{name}}!

Кто-то, возможно вы, хочет заменить этот адрес учётной записи на {{input.new_email}}. Если это были не вы, сразу сообщите администраторам.`,
  },
  'new-address-completed': {
    subject: 'Смена адреса завершена',
    text: `Здравствуйте!

Ваш ответ о новом адресе учётной записи принят.`,
  },
  'quota-updated': {
    subject: 'Квота изменена',
    text: `Здравствуйте!

Размер квоты вашего проекта теперь «{{input.size}}».`,
  },
  notification: {
    subject:
      '{{#if error}}Ошибка: {{/if}}{{#if warning}}{{warning}} {{/if}}{{#if task}}{{task.type}} {{/if}}уведомление',
    text: `{{#each notes}}{{this}}
{{/each}}{{#if task}}
Заявка: {{task.type}} {{task.id}}
{{#each task.actionNotes}}- {{this}}
{{/each}}{{/if}}{{#if dashboardUrl}}
{{#if task}}{{dashboardUrl}}/management/tasks/{{task.id}}
{{/if}}{{#if error}}{{dashboardUrl}}/management/notifications/{{notification}}
{{/if}}{{/if}}`,
  },
  task: {
    subject: 'О вашей заявке',
    text: `Здравствуйте!

Есть новости о вашей заявке ({{task.type}}).{{#if link}} Чтобы продолжить, откройте страницу; она действует {{hours}} ч.:

{{link}}{{/if}}`,
  },
};
