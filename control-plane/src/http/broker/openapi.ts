import type { DescribedOperations } from '../openapi/describe.ts';
import { changePasswordRequest, credentialsRequest, returnRequest } from './wire/credentials.ts';
import { getVmRequest, requestVmForms } from './wire/requests.ts';

/** Every route of the API, as its document tells it: method and path below `/v1`. */
export const brokerOperations: DescribedOperations = {
  'POST /request-vm': { summary: 'request a desktop', body: requestVmForms, open: true },
  'POST /get-vm': { summary: 'get a requested desktop', body: getVmRequest },
  'POST /get-projects': { summary: 'list desktop projects of a user', body: credentialsRequest, open: true },
  'POST /server-remove-user': { summary: 'give back a desktop', body: returnRequest, open: true },
  'POST /change-password': { summary: 'change the own password', body: changePasswordRequest, open: true },
};
