import type { MailTemplate } from './template.ts';

export const english: Readonly<Record<string, MailTemplate>> = {
  'sign-up-received': {
    subject: 'Your request was received',
    text: `Hello,

we have received your request for the project "{{input.project_name}}". You will get another mail when somebody has looked at it.`,
  },
  'sign-up-approved': {
    subject: 'Your request was approved',
    text: `Hello,

your project "{{input.project_name}}" is ready. Open this page to go on; it works for {{hours}} hours:

{{link}}`,
  },
  'sign-up-completed': {
    subject: 'Welcome',
    text: `Hello,

your project "{{input.project_name}}" can be used now.`,
  },
  invited: {
    subject: 'You are invited to a project',
    text: `Hello,

{{requester}} invites you to a project. Open this page to answer; it works for {{hours}} hours:

{{link}}

If you do not expect this, ignore this mail.`,
  },
  joined: {
    subject: 'You are a member of a project now',
    text: `Hello,

your answer to the invitation of {{requester}} has been taken.`,
  },
  'password-reset': {
    subject: 'Password reset',
    text: `Hello,

somebody, you perhaps, asked for a new password of this account. Open this page to choose one; it works for {{hours}} hours:

{{link}}

If it was not you, ignore this mail: nothing changes.`,
  },
  'password-reset-completed': {
    subject: 'Your password was changed',
    text: `Hello,

the password of your account was changed by the page that we sent you. If it was not you, tell the administrators at once.`,
  },
  'new-address': {
    subject: 'Is this your new address?',
    text: `Hello,

{{requester}} wants to use this address. Open this page to confirm it; it works for {{hours}} hours:

{{link}}`,
  },
  'address-changes': {
    subject: 'Your address is about to change',
    text: `Hello {{name}},

somebody, you perhaps, asked to replace this address of your account by {{input.new_email}}. If it was not you, tell the administrators at once.`,
  },
  'new-address-completed': {
    subject: 'The change of your address has ended',
    text: `Hello,

your answer about the new address of your account has been taken.`,
  },
  'quota-updated': {
    subject: 'Your quota was changed',
    text: `Hello,

the quota of your project has the size "{{input.size}}" now.`,
  },
  notification: {
    subject:
      '{{#if error}}Error - {{/if}}{{#if warning}}{{warning}} {{/if}}{{#if task}}{{task.type}} {{/if}}notification',
    text: `{{#each notes}}{{this}}
{{/each}}{{#if task}}
Task: {{task.type}} {{task.id}}
{{#each task.actionNotes}}- {{this}}
{{/each}}{{/if}}{{#if dashboardUrl}}
{{#if task}}{{dashboardUrl}}/management/tasks/{{task.id}}
{{/if}}{{#if error}}{{dashboardUrl}}/management/notifications/{{notification}}
{{/if}}{{/if}}`,
  },
  task: {
    subject: 'About your request',
    text: `Hello,

there is news about your request ({{task.type}}).{{#if link}} Open this page to go on; it works for {{hours}} hours:

{{link}}{{/if}}`,
  },
};
