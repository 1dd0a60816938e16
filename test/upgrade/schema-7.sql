-- admin q4f9UNXiTqXmrQL5a1A
BEGIN TRANSACTION;
CREATE TABLE audit (
  id integer primary key autoincrement,
  at_ms integer not null,
  actor_id text not null,
  actor_name text not null,
  via text not null,
  address text not null,
  request_id text not null,
  action text not null,
  subject_kind text not null,
  subject_id text not null,
  outcome text not null,
  details text
) strict;
INSERT INTO "audit" VALUES(1,1795323441887,'system','system','system','127.0.0.1','f9d98808-c53b-4414-bba4-8fcd0b89980c','initialize-system','user','dc94f65a-4d81-4cbf-a2da-ffbaf5c882ed','done',NULL);
INSERT INTO "audit" VALUES(2,1795323442330,'dc94f65a-4d81-4cbf-a2da-ffbaf5c882ed','admin','nano','127.0.0.1','2d819160-07a4-4f89-9071-03f9f1735423','create-session','user','dc94f65a-4d81-4cbf-a2da-ffbaf5c882ed','done',NULL);
INSERT INTO "audit" VALUES(3,1795323442577,'dc94f65a-4d81-4cbf-a2da-ffbaf5c882ed','admin','nano','127.0.0.1','7566d6f0-70cc-431d-93e5-de71680fd3d6','create-join-token','join-token','5c2f49bb-859e-4cf7-8d36-cc66c6c5a369','done','{"pool":"default","expiresAtMs":1795334242577}');
INSERT INTO "audit" VALUES(4,1795323442612,'dc94f65a-4d81-4cbf-a2da-ffbaf5c882ed','admin','nano','127.0.0.1','fb6650af-a031-45c1-a6c9-bd8261439afa','create-join-token','join-token','2bc51a95-2499-459a-8b56-f65e19cf6753','done','{"pool":"default","expiresAtMs":1795334242612}');
INSERT INTO "audit" VALUES(5,1795323443981,'system','system','system','127.0.0.1','15ad16e9-64d1-4df5-bcf7-e03bdf71175d','enrol-cell','cell','30e8bbb4-3057-49d4-83de-000bef47d9a3','done','{"name":"cell1","pool":"default","address":"127.0.0.1:22360","token":"5c2f49bb-859e-4cf7-8d36-cc66c6c5a369"}');
INSERT INTO "audit" VALUES(6,1795323444849,'system','system','system','127.0.0.1','bacd6468-f9a1-430a-a6e9-ae4c7792d3a7','enrol-cell','cell','53ff2c99-dfc3-4d7e-ae45-4a50c8d7e5ca','done','{"name":"cell2","pool":"default","address":"127.0.0.1:23166","token":"2bc51a95-2499-459a-8b56-f65e19cf6753"}');
INSERT INTO "audit" VALUES(7,1795323446523,'dc94f65a-4d81-4cbf-a2da-ffbaf5c882ed','admin','nano','127.0.0.1','d271b8ca-01be-4a6d-9417-24068adc3097','create-session','user','dc94f65a-4d81-4cbf-a2da-ffbaf5c882ed','done',NULL);
INSERT INTO "audit" VALUES(8,1795323446702,'dc94f65a-4d81-4cbf-a2da-ffbaf5c882ed','admin','nano','127.0.0.1','74524b18-7440-404a-bb20-85a58db09192','create-guest','guest','2e4bf56a-f050-4b44-9d5b-e09848ab8445','accepted','{"operation":"b9d3d4dc-e063-4184-b0b2-9fbbe8ff0621","name":"web","pool":"default","cell":"cell1"}');
INSERT INTO "audit" VALUES(9,1795323447053,'dc94f65a-4d81-4cbf-a2da-ffbaf5c882ed','admin','nano','','74524b18-7440-404a-bb20-85a58db09192','create-guest','guest','2e4bf56a-f050-4b44-9d5b-e09848ab8445','done','{"operation":"b9d3d4dc-e063-4184-b0b2-9fbbe8ff0621"}');
INSERT INTO "audit" VALUES(10,1795323447163,'dc94f65a-4d81-4cbf-a2da-ffbaf5c882ed','admin','nano','127.0.0.1','1fbb92a3-03b6-46a3-b414-4f47bcea57fb','create-guest','guest','215b85c5-d85f-47a9-bef8-638af08a5003','accepted','{"operation":"9c5ed4d0-03dd-4797-b9f0-64776d899135","name":"db","pool":"default","cell":"cell2"}');
INSERT INTO "audit" VALUES(11,1795323447194,'dc94f65a-4d81-4cbf-a2da-ffbaf5c882ed','admin','nano','','1fbb92a3-03b6-46a3-b414-4f47bcea57fb','create-guest','guest','215b85c5-d85f-47a9-bef8-638af08a5003','done','{"operation":"9c5ed4d0-03dd-4797-b9f0-64776d899135"}');
INSERT INTO "audit" VALUES(12,1795323447396,'dc94f65a-4d81-4cbf-a2da-ffbaf5c882ed','admin','nano','127.0.0.1','e2fc1382-46fc-4269-af0a-77969c6d436c','create-snapshot','guest','2e4bf56a-f050-4b44-9d5b-e09848ab8445','accepted','{"operation":"17e0c74b-4a8d-4c07-b958-7f80991898e8","name":"web","snapshot":"clean"}');
INSERT INTO "audit" VALUES(13,1795323447405,'dc94f65a-4d81-4cbf-a2da-ffbaf5c882ed','admin','nano','','e2fc1382-46fc-4269-af0a-77969c6d436c','create-snapshot','guest','2e4bf56a-f050-4b44-9d5b-e09848ab8445','done','{"operation":"17e0c74b-4a8d-4c07-b958-7f80991898e8"}');
INSERT INTO "audit" VALUES(14,1795323448909,'dc94f65a-4d81-4cbf-a2da-ffbaf5c882ed','admin','nano','127.0.0.1','49bcd4c2-7e00-4483-b4ae-a742c4857b9b','start-guest','guest','2e4bf56a-f050-4b44-9d5b-e09848ab8445','accepted','{"operation":"a5555127-d89c-42dd-9372-629043a892c6","name":"web"}');
INSERT INTO "audit" VALUES(15,1795323448927,'dc94f65a-4d81-4cbf-a2da-ffbaf5c882ed','admin','nano','','49bcd4c2-7e00-4483-b4ae-a742c4857b9b','start-guest','guest','2e4bf56a-f050-4b44-9d5b-e09848ab8445','done','{"operation":"a5555127-d89c-42dd-9372-629043a892c6"}');
INSERT INTO "audit" VALUES(16,1795323448930,'dc94f65a-4d81-4cbf-a2da-ffbaf5c882ed','admin','nano','127.0.0.1','2d81f74f-2169-4998-b17e-585f74059064','create-image','image','7beb915e-e3d3-499b-93b7-3b82af5fad2b','done','{"kind":"disk","name":"base","owner":"admin","group":"admin"}');
INSERT INTO "audit" VALUES(17,1795323448941,'dc94f65a-4d81-4cbf-a2da-ffbaf5c882ed','admin','nano','127.0.0.1','2847ad12-9378-4c69-8278-a32f512cbb14','create-policy-group','policy-group','29f0e73d-9119-4a72-930a-b81768449495','done','{"name":"front","enabled":true,"global":false,"defaultAction":"accept","owner":"admin","group":"admin"}');
CREATE TABLE batch_items (
  batch_id text not null references batches (id) on delete cascade,
  position integer not null,
  name text not null,
  guest_id text,
  ethernet_address text,
  operation_id text,
  state text not null,
  error text,
  primary key (batch_id, position)
) strict;
CREATE TABLE batches (
  id text not null primary key,
  kind text not null,
  actor text not null,
  request_id text not null,
  address text not null,
  input text not null,
  created_at_ms integer not null,
  finished_at_ms integer
) strict;
CREATE TABLE cell_demand (
  cell_id text not null primary key,
  guests integer not null,
  cores integer not null,
  memory_bytes integer not null,
  disk_bytes integer not null,
  creating_memory_bytes integer not null,
  creating_disk_bytes integer not null
) strict;
INSERT INTO "cell_demand" VALUES('30e8bbb4-3057-49d4-83de-000bef47d9a3',1,1,268435456,25165824,0,0);
INSERT INTO "cell_demand" VALUES('53ff2c99-dfc3-4d7e-ae45-4a50c8d7e5ca',1,1,268435456,25165824,0,0);
CREATE TABLE cells (
  id text not null primary key,
  name text not null,
  pool text,
  enabled integer not null,
  address text not null,
  host text not null,
  joined_at_ms integer not null,
  revoked_at_ms integer
) strict;
INSERT INTO "cells" VALUES('30e8bbb4-3057-49d4-83de-000bef47d9a3','cell1','default',1,'127.0.0.1:22360','127.0.0.1',1795323443981,NULL);
INSERT INTO "cells" VALUES('53ff2c99-dfc3-4d7e-ae45-4a50c8d7e5ca','cell2','default',1,'127.0.0.1:23166','127.0.0.1',1795323444849,NULL);
CREATE TABLE channels (
  id_hash text not null primary key,
  guest_id text not null,
  credential_hash text not null,
  user_id text not null,
  user_name text not null,
  expires_at_ms integer not null
) strict;
CREATE TABLE domains (
  id text not null primary key,
  name text not null unique,
  description text not null,
  enabled integer not null,
  created_at_ms integer not null
) strict;
INSERT INTO "domains" VALUES('default','Default','',1,1795323441887);
CREATE TABLE group_members (
  group_id text not null references groups (id) on delete cascade,
  user_id text not null references users (id) on delete cascade,
  nano integer not null,
  primary key (group_id, user_id)
) strict;
INSERT INTO "group_members" VALUES('01980d85-aec5-4cd3-8204-132d2b1d2f0e','dc94f65a-4d81-4cbf-a2da-ffbaf5c882ed',1);
CREATE TABLE group_roles (
  group_id text not null references groups (id) on delete cascade,
  position integer not null,
  role text not null references roles (name),
  primary key (group_id, position)
) strict;
INSERT INTO "group_roles" VALUES('01980d85-aec5-4cd3-8204-132d2b1d2f0e',0,'super');
CREATE TABLE groups (
  id text not null primary key,
  domain_id text not null,
  name text not null,
  display text not null,
  nano integer not null,
  shows_instances integer not null,
  shows_media_images integer not null,
  shows_disk_images integer not null,
  project_id text references projects (id),
  unique (domain_id, name)
) strict;
INSERT INTO "groups" VALUES('01980d85-aec5-4cd3-8204-132d2b1d2f0e','default','admin','',1,0,0,0,NULL);
CREATE TABLE guest_accounts (
  guest_id text not null primary key references guests (id) on delete cascade,
  user_name text not null,
  password text not null
) strict;
CREATE TABLE guest_images (
  sha256 text not null,
  guest_id text not null references guests (id) on delete cascade,
  primary key (sha256, guest_id)
) strict;
CREATE TABLE guest_seen (
  guest_id text not null primary key references guests (id) on delete cascade,
  seen_at_ms integer not null,
  state text not null,
  address text not null
) strict;
INSERT INTO "guest_seen" VALUES('2e4bf56a-f050-4b44-9d5b-e09848ab8445',1795323449421,'running','10.39.91.174');
INSERT INTO "guest_seen" VALUES('215b85c5-d85f-47a9-bef8-638af08a5003',1795323447193,'stopped','');
CREATE TABLE guests (
  id text not null primary key,
  name text not null,
  owner_id text not null,
  owner text not null,
  group_id text not null,
  group_name text not null,
  pool text not null,
  cell_id text not null,
  phase text not null,
  cores integer not null,
  memory_bytes integer not null,
  total_disk_bytes integer not null,
  disks text not null,
  interfaces text not null,
  addresses text not null,
  hardware text not null,
  operating_system text not null,
  admin_name text not null,
  modules text not null,
  cloud_init text,
  qos text not null,
  auto_start integer not null,
  monitor_secret text not null,
  image_id text,
  created_at_ms integer not null
) strict;
INSERT INTO "guests" VALUES('2e4bf56a-f050-4b44-9d5b-e09848ab8445','web','dc94f65a-4d81-4cbf-a2da-ffbaf5c882ed','admin','01980d85-aec5-4cd3-8204-132d2b1d2f0e','admin','default','30e8bbb4-3057-49d4-83de-000bef47d9a3','ready',1,268435456,25165824,'[{"sizeBytes":16777216,"imageSha256":"","clone":"linked"},{"sizeBytes":8388608,"imageSha256":"","clone":"linked"}]','[{"ethernetAddress":"52:54:00:27:5b:ae","network":"internal","address":"","gateway":"","dns":[]}]','','{"display":"vga","control":"vnc","firmware":"bios","disk":"sata","network":"virtio","usb":"nec-xhci","tablet":"usb"}','linux','root','[]',NULL,'{"cpuPriority":"medium","readBytesPerSecond":0,"writeBytesPerSecond":0,"readIops":0,"writeIops":0,"receiveBytesPerSecond":0,"sendBytesPerSecond":0}',0,'4QZdEuSD',NULL,1795323446702);
INSERT INTO "guests" VALUES('215b85c5-d85f-47a9-bef8-638af08a5003','db','dc94f65a-4d81-4cbf-a2da-ffbaf5c882ed','admin','01980d85-aec5-4cd3-8204-132d2b1d2f0e','admin','default','53ff2c99-dfc3-4d7e-ae45-4a50c8d7e5ca','ready',1,268435456,25165824,'[{"sizeBytes":16777216,"imageSha256":"","clone":"linked"},{"sizeBytes":8388608,"imageSha256":"","clone":"linked"}]','[{"ethernetAddress":"52:54:00:cf:98:12","network":"internal","address":"","gateway":"","dns":[]}]','','{"display":"vga","control":"vnc","firmware":"bios","disk":"sata","network":"virtio","usb":"nec-xhci","tablet":"usb"}','linux','root','[]',NULL,'{"cpuPriority":"medium","readBytesPerSecond":0,"writeBytesPerSecond":0,"readIops":0,"writeIops":0,"receiveBytesPerSecond":0,"sendBytesPerSecond":0}',0,'RN85Vyir',NULL,1795323447163);
CREATE TABLE identity_roles (
  id text not null primary key,
  name text not null unique
) strict;
INSERT INTO "identity_roles" VALUES('6562f728-1997-41ed-b751-e98826a2594a','admin');
INSERT INTO "identity_roles" VALUES('3ff0907e-14c3-4ff6-a2cc-d4bb44980b8f','member');
INSERT INTO "identity_roles" VALUES('aed3a8a8-fc98-4e43-9f5c-aff8d5156257','project_admin');
INSERT INTO "identity_roles" VALUES('8aad37ca-c2b5-4bbb-909a-de36cd8d530f','project_mod');
CREATE TABLE image_tags (
  image_id text not null references images (id) on delete cascade,
  tag text not null,
  primary key (image_id, tag)
) strict;
INSERT INTO "image_tags" VALUES('7beb915e-e3d3-499b-93b7-3b82af5fad2b','linux');
CREATE TABLE images (
  id text not null primary key,
  kind text not null,
  name text not null,
  owner_id text not null,
  owner text not null,
  group_id text not null,
  group_name text not null,
  description text not null,
  tags text not null,
  phase text not null,
  progress integer not null,
  content text,
  sha256 text,
  created_at_ms integer not null,
  modified_at_ms integer not null
) strict;
INSERT INTO "images" VALUES('7beb915e-e3d3-499b-93b7-3b82af5fad2b','disk','base','dc94f65a-4d81-4cbf-a2da-ffbaf5c882ed','admin','01980d85-aec5-4cd3-8204-132d2b1d2f0e','admin','an image','["linux"]','empty',0,NULL,NULL,1795323448930,1795323448930);
CREATE TABLE join_tokens (
  id text not null primary key,
  secret_hash text not null,
  created_at_ms integer not null,
  expires_at_ms integer not null,
  used_by_cell_id text,
  pool text
) strict;
INSERT INTO "join_tokens" VALUES('5c2f49bb-859e-4cf7-8d36-cc66c6c5a369','KgfkA7sQhLZDKczgKTDEK0Ugx4Xo3A43HprXk1K2wiI',1795323442577,1795334242577,'30e8bbb4-3057-49d4-83de-000bef47d9a3','default');
INSERT INTO "join_tokens" VALUES('2bc51a95-2499-459a-8b56-f65e19cf6753','o8qqqwQSsJ28egBxh-FyMpz8v-KV3udvLn42u15qMrA',1795323442612,1795334242612,'53ff2c99-dfc3-4d7e-ae45-4a50c8d7e5ca','default');
CREATE TABLE logs (
  id text not null primary key,
  content text not null
) strict;
CREATE TABLE operation_steps (
  operation_id text not null references operations (id) on delete cascade,
  position integer not null,
  name text not null,
  state text not null,
  attempts integer not null,
  result text not null,
  finished_at_ms integer,
  primary key (operation_id, position)
) strict;
INSERT INTO "operation_steps" VALUES('b9d3d4dc-e063-4184-b0b2-9fbbe8ff0621',0,'reserve','done',1,'null',1795323446796);
INSERT INTO "operation_steps" VALUES('b9d3d4dc-e063-4184-b0b2-9fbbe8ff0621',1,'pull-image','done',1,'null',1795323446799);
INSERT INTO "operation_steps" VALUES('b9d3d4dc-e063-4184-b0b2-9fbbe8ff0621',2,'create-on-cell','done',1,'null',1795323446983);
INSERT INTO "operation_steps" VALUES('b9d3d4dc-e063-4184-b0b2-9fbbe8ff0621',3,'record','done',1,'null',1795323447052);
INSERT INTO "operation_steps" VALUES('b9d3d4dc-e063-4184-b0b2-9fbbe8ff0621',4,'start-on-cell','done',1,'{"started":false}',1795323447053);
INSERT INTO "operation_steps" VALUES('9c5ed4d0-03dd-4797-b9f0-64776d899135',0,'reserve','done',1,'null',1795323447167);
INSERT INTO "operation_steps" VALUES('9c5ed4d0-03dd-4797-b9f0-64776d899135',1,'pull-image','done',1,'null',1795323447167);
INSERT INTO "operation_steps" VALUES('9c5ed4d0-03dd-4797-b9f0-64776d899135',2,'create-on-cell','done',1,'null',1795323447193);
INSERT INTO "operation_steps" VALUES('9c5ed4d0-03dd-4797-b9f0-64776d899135',3,'record','done',1,'null',1795323447194);
INSERT INTO "operation_steps" VALUES('9c5ed4d0-03dd-4797-b9f0-64776d899135',4,'start-on-cell','done',1,'{"started":false}',1795323447194);
INSERT INTO "operation_steps" VALUES('17e0c74b-4a8d-4c07-b958-7f80991898e8',0,'create-on-cell','done',1,'null',1795323447405);
INSERT INTO "operation_steps" VALUES('a5555127-d89c-42dd-9372-629043a892c6',0,'pull-image','done',1,'null',1795323448911);
INSERT INTO "operation_steps" VALUES('a5555127-d89c-42dd-9372-629043a892c6',1,'start-on-cell','done',1,'null',1795323448927);
CREATE TABLE operations (
  id text not null primary key,
  kind text not null,
  subject_kind text not null,
  subject_id text not null,
  actor_id text not null,
  actor_name text not null,
  via text not null,
  request_id text not null,
  state text not null,
  progress integer not null,
  error text,
  input text not null,
  result text not null,
  cancellable integer not null,
  cancel_requested integer not null,
  created_at_ms integer not null,
  started_at_ms integer,
  finished_at_ms integer
) strict;
INSERT INTO "operations" VALUES('b9d3d4dc-e063-4184-b0b2-9fbbe8ff0621','create-guest','guest','2e4bf56a-f050-4b44-9d5b-e09848ab8445','dc94f65a-4d81-4cbf-a2da-ffbaf5c882ed','admin','nano','74524b18-7440-404a-bb20-85a58db09192','done',100,NULL,'{"guestId":"2e4bf56a-f050-4b44-9d5b-e09848ab8445","cellId":"30e8bbb4-3057-49d4-83de-000bef47d9a3","image":null,"placement":{"chosen":{"cellId":"30e8bbb4-3057-49d4-83de-000bef47d9a3","name":"cell1"},"scores":[{"cellId":"30e8bbb4-3057-49d4-83de-000bef47d9a3","name":"cell1","score":44586.346666666665},{"cellId":"53ff2c99-dfc3-4d7e-ae45-4a50c8d7e5ca","name":"cell2","score":44586.346666666665}],"refused":[]}}','{"guest":"2e4bf56a-f050-4b44-9d5b-e09848ab8445","placement":{"chosen":{"cellId":"30e8bbb4-3057-49d4-83de-000bef47d9a3","name":"cell1"},"scores":[{"cellId":"30e8bbb4-3057-49d4-83de-000bef47d9a3","name":"cell1","score":44586.346666666665},{"cellId":"53ff2c99-dfc3-4d7e-ae45-4a50c8d7e5ca","name":"cell2","score":44586.346666666665}],"refused":[]}}',1,0,1795323446702,1795323446773,1795323447053);
INSERT INTO "operations" VALUES('9c5ed4d0-03dd-4797-b9f0-64776d899135','create-guest','guest','215b85c5-d85f-47a9-bef8-638af08a5003','dc94f65a-4d81-4cbf-a2da-ffbaf5c882ed','admin','nano','1fbb92a3-03b6-46a3-b414-4f47bcea57fb','done',100,NULL,'{"guestId":"215b85c5-d85f-47a9-bef8-638af08a5003","cellId":"53ff2c99-dfc3-4d7e-ae45-4a50c8d7e5ca","image":null,"placement":{"chosen":{"cellId":"53ff2c99-dfc3-4d7e-ae45-4a50c8d7e5ca","name":"cell2"},"scores":[{"cellId":"53ff2c99-dfc3-4d7e-ae45-4a50c8d7e5ca","name":"cell2","score":44586.346666666665},{"cellId":"30e8bbb4-3057-49d4-83de-000bef47d9a3","name":"cell1","score":44585.346666666665}],"refused":[]}}','{"guest":"215b85c5-d85f-47a9-bef8-638af08a5003","placement":{"chosen":{"cellId":"53ff2c99-dfc3-4d7e-ae45-4a50c8d7e5ca","name":"cell2"},"scores":[{"cellId":"53ff2c99-dfc3-4d7e-ae45-4a50c8d7e5ca","name":"cell2","score":44586.346666666665},{"cellId":"30e8bbb4-3057-49d4-83de-000bef47d9a3","name":"cell1","score":44585.346666666665}],"refused":[]}}',1,0,1795323447163,1795323447165,1795323447194);
INSERT INTO "operations" VALUES('17e0c74b-4a8d-4c07-b958-7f80991898e8','create-snapshot','guest','2e4bf56a-f050-4b44-9d5b-e09848ab8445','dc94f65a-4d81-4cbf-a2da-ffbaf5c882ed','admin','nano','e2fc1382-46fc-4269-af0a-77969c6d436c','done',100,NULL,'{"guestId":"2e4bf56a-f050-4b44-9d5b-e09848ab8445","cellId":"30e8bbb4-3057-49d4-83de-000bef47d9a3","name":"clean","description":"as installed"}','null',0,0,1795323447396,1795323447398,1795323447405);
INSERT INTO "operations" VALUES('a5555127-d89c-42dd-9372-629043a892c6','start-guest','guest','2e4bf56a-f050-4b44-9d5b-e09848ab8445','dc94f65a-4d81-4cbf-a2da-ffbaf5c882ed','admin','nano','49bcd4c2-7e00-4483-b4ae-a742c4857b9b','done',100,NULL,'{"guestId":"2e4bf56a-f050-4b44-9d5b-e09848ab8445","cellId":"30e8bbb4-3057-49d4-83de-000bef47d9a3","image":null,"boot":{"type":"disk"}}','null',0,0,1795323448909,1795323448911,1795323448927);
CREATE TABLE policy_groups (
  id text not null primary key,
  name text not null unique,
  description text not null,
  owner_id text not null,
  owner text not null,
  group_id text not null,
  group_name text not null,
  enabled integer not null,
  global integer not null,
  default_action text not null,
  rules text not null,
  created_at_ms integer not null,
  modified_at_ms integer not null
) strict;
INSERT INTO "policy_groups" VALUES('29f0e73d-9119-4a72-930a-b81768449495','front','','dc94f65a-4d81-4cbf-a2da-ffbaf5c882ed','admin','01980d85-aec5-4cd3-8204-132d2b1d2f0e','admin',1,0,'accept','[]',1795323448941,1795323448941);
CREATE TABLE pools (
  name text not null primary key,
  enabled integer not null,
  storage text not null,
  network text not null,
  failover integer not null,
  created_at_ms integer not null
) strict;
INSERT INTO "pools" VALUES('default',1,'','',0,1795323441748);
CREATE TABLE projects (
  id text not null primary key,
  domain_id text not null references domains (id),
  name text not null,
  description text not null,
  enabled integer not null,
  created_at_ms integer not null,
  unique (domain_id, name)
) strict;
INSERT INTO "projects" VALUES('570da2ef-2289-41aa-ab5e-851c15dfda0d','default','admin','',1,1795323441887);
CREATE TABLE role_assignments (
  role_id text not null references identity_roles (id) on delete cascade,
  actor_kind text not null,
  actor_id text not null,
  target_kind text not null,
  target_id text not null,
  primary key (actor_kind, actor_id, target_kind, target_id, role_id)
) strict;
INSERT INTO "role_assignments" VALUES('6562f728-1997-41ed-b751-e98826a2594a','user','dc94f65a-4d81-4cbf-a2da-ffbaf5c882ed','project','570da2ef-2289-41aa-ab5e-851c15dfda0d');
CREATE TABLE roles (
  name text not null primary key,
  menus text not null
) strict;
INSERT INTO "roles" VALUES('super','["dashboard","compute_pool","address_pool","storage_pool","instance","image","media","templates","policies","user","log","visibility"]');
CREATE TABLE schema_migrations (
  number integer not null primary key,
  name text not null,
  applied_at_ms integer not null
) strict;
INSERT INTO "schema_migrations" VALUES(1,'init',1795323441402);
INSERT INTO "schema_migrations" VALUES(2,'batches',1795323441420);
INSERT INTO "schema_migrations" VALUES(3,'snapshots',1795323441421);
INSERT INTO "schema_migrations" VALUES(4,'guest-accounts',1795323441424);
INSERT INTO "schema_migrations" VALUES(5,'warnings',1795323441424);
INSERT INTO "schema_migrations" VALUES(6,'policy-groups',1795323441425);
INSERT INTO "schema_migrations" VALUES(7,'audit-search',1795323441425);
CREATE TABLE sessions (
  id_hash text not null primary key,
  user_id text not null,
  user_name text not null,
  group_id text not null,
  group_name text not null,
  menus text not null,
  address text not null,
  created_at_ms integer not null,
  expires_at_ms integer not null
) strict;
INSERT INTO "sessions" VALUES('U2xoOMZUgiGNJZ9sN9qs-QwqN2R3xeSpZ2V8dOo8cKo','dc94f65a-4d81-4cbf-a2da-ffbaf5c882ed','admin','01980d85-aec5-4cd3-8204-132d2b1d2f0e','admin','["dashboard","compute_pool","address_pool","storage_pool","instance","image","media","templates","policies","user","log","visibility"]','127.0.0.1',1795323442330,1795323622330);
INSERT INTO "sessions" VALUES('--9IlxQWbVlHbX6eRjAhO8TSjVYoGR0ICuJK9KVMxtg','dc94f65a-4d81-4cbf-a2da-ffbaf5c882ed','admin','01980d85-aec5-4cd3-8204-132d2b1d2f0e','admin','["dashboard","compute_pool","address_pool","storage_pool","instance","image","media","templates","policies","user","log","visibility"]','127.0.0.1',1795323446523,1795323626523);
CREATE TABLE snapshots (
  guest_id text not null references guests (id) on delete cascade,
  name text not null,
  description text not null,
  created_at_ms integer not null,
  running integer not null,
  parent text not null,
  current integer not null,
  primary key (guest_id, name)
) strict;
INSERT INTO "snapshots" VALUES('2e4bf56a-f050-4b44-9d5b-e09848ab8445','clean','as installed',1795323447401,0,'',1);
CREATE TABLE templates (
  id text not null primary key,
  position integer not null unique,
  name text not null,
  admin text not null,
  operating_system text not null,
  hardware text not null,
  created_at_ms integer not null,
  modified_at_ms integer not null
) strict;
INSERT INTO "templates" VALUES('dc17cc85pl73u0rnhb4g',1,'CentOS 7','root','linux','{"display":"vga","control":"vnc","firmware":"bios","disk":"scsi","network":"virtio","usb":"nec-xhci","tablet":"usb"}',1795323441748,1795323441748);
INSERT INTO "templates" VALUES('dc17ccahv3uvk9r7b0o0',2,'CentOS 6','root','linux','{"display":"vga","control":"vnc","firmware":"bios","disk":"sata","network":"virtio","usb":"nec-xhci","tablet":"usb"}',1795323441749,1795323441749);
INSERT INTO "templates" VALUES('dc17cce98158qqntosng',3,'Windows Server 2012','Administrator','windows','{"display":"vga","control":"vnc","firmware":"bios","disk":"sata","network":"e1000","usb":"nec-xhci","tablet":"usb"}',1795323441750,1795323441750);
INSERT INTO "templates" VALUES('dc17ccdclb958te7kgmg',4,'General','root','linux','{"display":"vga","control":"vnc","firmware":"bios","disk":"sata","network":"rtl8139","usb":"","tablet":"usb"}',1795323441751,1795323441751);
INSERT INTO "templates" VALUES('dc17ccasqdt0n0d1s570',5,'Legacy','root','linux','{"display":"cirrus","control":"vnc","firmware":"bios","disk":"ide","network":"rtl8139","usb":"","tablet":""}',1795323441752,1795323441752);
CREATE TABLE users (
  id text not null primary key,
  domain_id text not null,
  name text not null,
  nick text not null,
  mail text not null,
  enabled integer not null,
  password_hash text not null,
  created_at_ms integer not null,
  unique (domain_id, name)
) strict;
INSERT INTO "users" VALUES('dc94f65a-4d81-4cbf-a2da-ffbaf5c882ed','default','admin','','',1,'scrypt$16384$8$1$7oK7GmbgysndkPPl0YpckQ$0Gsj811HlzSgFDQ5AV5zIkVEnPA1JmXOiU6c0qXSDlc',1795323441887);
CREATE TABLE warnings (
  id text not null primary key,
  code text not null,
  cell_id text not null,
  guest_id text not null,
  message text not null,
  first_seen_ms integer not null,
  last_seen_ms integer not null,
  count integer not null,
  acknowledged_at_ms integer,
  acknowledged_by text,
  cleared_at_ms integer,
  unique (code, cell_id, guest_id)
) strict;
INSERT INTO "warnings" VALUES('6dca325b-a047-4024-b1a0-42938646f5f2','simulated','30e8bbb4-3057-49d4-83de-000bef47d9a3','','The guests of this cell are simulated: nothing really runs.',1795323444400,1795323444400,1,NULL,NULL,NULL);
INSERT INTO "warnings" VALUES('aa91ceaa-6f37-4a6c-b956-30557cd05850','simulated','53ff2c99-dfc3-4d7e-ae45-4a50c8d7e5ca','','The guests of this cell are simulated: nothing really runs.',1795323445962,1795323445962,1,NULL,NULL,NULL);
CREATE UNIQUE INDEX cells_living_name on cells (name) where revoked_at_ms is null;
CREATE INDEX cells_pool on cells (pool, name);
CREATE UNIQUE INDEX guests_name_in_group on guests (pool, group_id, name);
CREATE INDEX guests_name on guests (name, id);
CREATE INDEX guests_pool on guests (pool, name, id);
CREATE INDEX guests_pool_owner on guests (pool, owner_id, name, id);
CREATE INDEX guests_owner on guests (owner_id, name, id);
CREATE INDEX guests_group on guests (group_id, name, id);
CREATE INDEX guests_cell on guests (cell_id, name, id, pool);
CREATE INDEX guest_images_guest on guest_images (guest_id);
CREATE UNIQUE INDEX images_name_in_group on images (kind, group_id, name);
CREATE INDEX images_name on images (kind, name, id);
CREATE INDEX images_owner on images (kind, owner_id, name, id);
CREATE INDEX images_sha256 on images (sha256) where sha256 is not null;
CREATE INDEX image_tags_tag on image_tags (tag, image_id);
CREATE INDEX group_members_user on group_members (user_id);
CREATE UNIQUE INDEX group_members_one_nano_group on group_members (user_id) where nano = 1;
CREATE INDEX group_roles_role on group_roles (role);
CREATE INDEX role_assignments_target on role_assignments (target_kind, target_id);
CREATE INDEX sessions_user on sessions (user_id);
CREATE INDEX sessions_expiry on sessions (expires_at_ms);
CREATE INDEX channels_expiry on channels (expires_at_ms);
CREATE UNIQUE INDEX operations_one_per_subject on operations (subject_kind, subject_id)
  where state in ('pending', 'running', 'undoing');
CREATE INDEX operations_created on operations (created_at_ms, id);
CREATE INDEX operations_state on operations (state, created_at_ms, id);
CREATE INDEX operations_subject on operations (subject_kind, subject_id, created_at_ms, id);
CREATE INDEX operations_kind on operations (kind, created_at_ms, id);
CREATE INDEX operations_actor on operations (actor_id, created_at_ms, id);
CREATE INDEX audit_subject on audit (subject_kind, subject_id, id);
CREATE INDEX audit_time on audit (at_ms);
CREATE TRIGGER audit_no_update before update on audit begin select raise(abort, 'audit is append-only'); end;
CREATE TRIGGER audit_no_delete before delete on audit begin select raise(abort, 'audit is append-only'); end;
CREATE INDEX batches_end on batches (finished_at_ms, created_at_ms, id);
CREATE INDEX warnings_open on warnings (last_seen_ms desc, id) where cleared_at_ms is null;
CREATE INDEX warnings_cleared on warnings (last_seen_ms desc, id) where cleared_at_ms is not null;
CREATE INDEX audit_actor on audit (actor_name, id);
CREATE INDEX audit_action on audit (action, id);
CREATE INDEX audit_request on audit (request_id, id);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('audit',17);
COMMIT;
