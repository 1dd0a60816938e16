import { expect, test } from 'vitest';
import { createGuestRequest, toCreateGuest } from './create-guest.ts';

const none = { ethernetAddress: null, networkAddress: null, imageId: null };

test("the document's example", () => {
  const wire = {
    name: 'some_instance',
    owner: 'admin',
    group: 'manager',
    pool: 'pool_1',
    cores: 8,
    memory: 4048,
    disks: [4048, 38443],
    auto_start: true,
    template: '1234-axvdewd',
    modules: ['qemu', 'cloud-init'],
    cloud_init: { root_enabled: true, admin_name: 'nano', admin_secret: '12345678', data_path: '/opt/data' },
    security_policy_group: '1234-abcdefg',
  };
  expect(toCreateGuest(createGuestRequest.parse(wire))).toEqual({
    name: 'some_instance',
    owner: 'admin',
    group: 'manager',
    pool: 'pool_1',
    cores: 8,
    memoryBytes: 4048,
    diskBytes: [4048, 38443],
    autoStart: true,
    antiAffinity: '',
    templateId: '1234-axvdewd',
    modules: ['qemu', 'cloud-init'],
    cloudInit: { rootEnabled: true, adminName: 'nano', adminSecret: '12345678', dataPath: '/opt/data' },
    qos: {},
    securityPolicyGroupId: '1234-abcdefg',
    ...none,
  });
});

test("the portal's empty choices are none, and what it does not send stays open", () => {
  const needed = {
    name: 'a',
    owner: 'b',
    group: 'c',
    pool: 'd',
    cores: 1,
    memory: 1,
    disks: [1],
    template: 'e',
  };
  const wire = {
    ...needed,
    from_image: '',
    modules: [],
    cloud_init: { admin_secret: '' },
    qos: { cpu_priority: 'low', read_iops: 7 },
  };
  expect(toCreateGuest(createGuestRequest.parse(wire))).toMatchObject({
    ...none,
    autoStart: false,
    cloudInit: { adminSecret: '' },
    qos: { cpuPriority: 'low', readIops: 7 },
    securityPolicyGroupId: null,
  });
  expect(toCreateGuest(createGuestRequest.parse(needed))).toMatchObject({
    modules: [],
    cloudInit: null,
    qos: {},
  });
});
