-- admin 5XsopjDTKZYJAFAJa1A
BEGIN TRANSACTION;
CREATE TABLE address_allocations (
  pool text not null references address_pools (name),
  address integer not null,
  side text not null,
  holder_kind text not null,
  holder_id text not null,
  primary key (pool, address)
) strict;
CREATE TABLE address_pools (
  name text not null primary key,
  gateway integer not null,
  dns text not null,
  provider text not null,
  mode text not null,
  created_at_ms integer not null
) strict;
INSERT INTO "address_pools" VALUES('lan',168361985,'[168361985]','dhcp','internal',1795323478795);
CREATE TABLE address_ranges (
  pool text not null references address_pools (name) on delete cascade,
  start_address integer not null,
  end_address integer not null,
  prefix integer not null,
  side text not null,
  position integer not null,
  next_address integer not null,
  primary key (pool, start_address)
) strict;
CREATE TABLE api_tokens (
  id text not null primary key,
  name text not null,
  user_id text not null references users (id) on delete cascade,
  secret_hash text not null unique,
  scope text not null,
  created_at_ms integer not null,
  expires_at_ms integer not null,
  last_used_at_ms integer,
  last_used_address text not null,
  unique (user_id, name)
) strict;
INSERT INTO "api_tokens" VALUES('4e1fd35a-41da-4a79-a191-5d0f146bc3bd','script','086cb606-65a4-40fc-bf3e-466c8c5b2ccd','dXim_Yc-ArYx_H5d2aiz0IGkVpaAcA1ii07Bt2GagQM','{"menus":null,"projectId":null,"roles":null}',1795323478851,1803099478851,NULL,'');
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
INSERT INTO "audit" VALUES(1,1795323465068,'system','system','system','127.0.0.1','058ee4a5-6425-4309-b7b8-d2b83ebd4b36','initialize-system','user','086cb606-65a4-40fc-bf3e-466c8c5b2ccd','done',NULL);
INSERT INTO "audit" VALUES(2,1795323465647,'086cb606-65a4-40fc-bf3e-466c8c5b2ccd','admin','nano','127.0.0.1','3fa7bd4c-f70d-41d3-a380-4012424bea4e','create-session','user','086cb606-65a4-40fc-bf3e-466c8c5b2ccd','done',NULL);
INSERT INTO "audit" VALUES(3,1795323466092,'086cb606-65a4-40fc-bf3e-466c8c5b2ccd','admin','nano','127.0.0.1','4b367bdf-3adc-4659-ba18-30254f1032ed','create-join-token','join-token','4aec1dd5-c68e-45e8-bd5d-86c650055a20','done','{"pool":"default","expiresAtMs":1795334266092}');
INSERT INTO "audit" VALUES(4,1795323466151,'086cb606-65a4-40fc-bf3e-466c8c5b2ccd','admin','nano','127.0.0.1','9d20e3d8-0c32-4f3c-a32f-2bcd6bee2273','create-join-token','join-token','9822c893-7960-4302-b191-27ffa693c2a7','done','{"pool":"default","expiresAtMs":1795334266151}');
INSERT INTO "audit" VALUES(5,1795323469789,'system','system','system','127.0.0.1','43f30692-cc01-40d6-9097-cc3c4f555191','enrol-cell','cell','eda3eeb0-2647-4c51-bbd3-d5a4545820b9','done','{"name":"cell2","pool":"default","address":"127.0.0.1:30221","token":"9822c893-7960-4302-b191-27ffa693c2a7"}');
INSERT INTO "audit" VALUES(6,1795323470517,'system','system','system','127.0.0.1','00752c31-4246-4941-a88c-46e7fe4a64de','enrol-cell','cell','05ec6e7f-d5b2-4e67-b3a6-fe2e16a2a909','done','{"name":"cell1","pool":"default","address":"127.0.0.1:21248","token":"4aec1dd5-c68e-45e8-bd5d-86c650055a20"}');
INSERT INTO "audit" VALUES(7,1795323474358,'086cb606-65a4-40fc-bf3e-466c8c5b2ccd','admin','nano','127.0.0.1','30667bc8-d0b7-4030-9ce6-f1f18b37a969','create-session','user','086cb606-65a4-40fc-bf3e-466c8c5b2ccd','done',NULL);
INSERT INTO "audit" VALUES(8,1795323474992,'086cb606-65a4-40fc-bf3e-466c8c5b2ccd','admin','nano','127.0.0.1','7f2d1b1f-149a-4f8a-bd13-b1f2756d6273','create-guest','guest','4638a3ed-0144-46aa-993d-53f5ce7c3d0c','accepted','{"operation":"f210c7e9-f62d-46d9-9210-0537fe785ca6","name":"web","pool":"default","cell":"cell1"}');
INSERT INTO "audit" VALUES(9,1795323475673,'086cb606-65a4-40fc-bf3e-466c8c5b2ccd','admin','nano','','7f2d1b1f-149a-4f8a-bd13-b1f2756d6273','create-guest','guest','4638a3ed-0144-46aa-993d-53f5ce7c3d0c','done','{"operation":"f210c7e9-f62d-46d9-9210-0537fe785ca6"}');
INSERT INTO "audit" VALUES(10,1795323475973,'086cb606-65a4-40fc-bf3e-466c8c5b2ccd','admin','nano','127.0.0.1','0905180c-1da2-47d6-8ee3-25c7f7b2ac4c','create-guest','guest','4ab37e6f-3b1d-4bf5-affa-592698640b03','accepted','{"operation":"78136afd-491e-4a25-9c9b-a0c41e5be47b","name":"db","pool":"default","cell":"cell2"}');
INSERT INTO "audit" VALUES(11,1795323476254,'086cb606-65a4-40fc-bf3e-466c8c5b2ccd','admin','nano','','0905180c-1da2-47d6-8ee3-25c7f7b2ac4c','create-guest','guest','4ab37e6f-3b1d-4bf5-affa-592698640b03','done','{"operation":"78136afd-491e-4a25-9c9b-a0c41e5be47b"}');
INSERT INTO "audit" VALUES(12,1795323476400,'086cb606-65a4-40fc-bf3e-466c8c5b2ccd','admin','nano','127.0.0.1','ed59e5c4-c52e-4a6c-a338-7b46dc31b08c','create-snapshot','guest','4638a3ed-0144-46aa-993d-53f5ce7c3d0c','accepted','{"operation":"a8e9b9ea-77e1-4556-8a2d-dd500a108573","name":"web","snapshot":"clean"}');
INSERT INTO "audit" VALUES(13,1795323476708,'086cb606-65a4-40fc-bf3e-466c8c5b2ccd','admin','nano','','ed59e5c4-c52e-4a6c-a338-7b46dc31b08c','create-snapshot','guest','4638a3ed-0144-46aa-993d-53f5ce7c3d0c','done','{"operation":"a8e9b9ea-77e1-4556-8a2d-dd500a108573"}');
INSERT INTO "audit" VALUES(14,1795323478367,'086cb606-65a4-40fc-bf3e-466c8c5b2ccd','admin','nano','127.0.0.1','487071ea-8c1b-4670-9138-9f4a08888e6c','start-guest','guest','4638a3ed-0144-46aa-993d-53f5ce7c3d0c','accepted','{"operation":"b4abc0b5-bebc-4298-a7a5-5e4611d03356","name":"web"}');
INSERT INTO "audit" VALUES(15,1795323478433,'086cb606-65a4-40fc-bf3e-466c8c5b2ccd','admin','nano','','487071ea-8c1b-4670-9138-9f4a08888e6c','start-guest','guest','4638a3ed-0144-46aa-993d-53f5ce7c3d0c','done','{"operation":"b4abc0b5-bebc-4298-a7a5-5e4611d03356"}');
INSERT INTO "audit" VALUES(16,1795323478679,'086cb606-65a4-40fc-bf3e-466c8c5b2ccd','admin','nano','127.0.0.1','cf05b01b-f532-4b35-9dfa-1649d046246b','create-image','image','edba869a-8450-4922-81d0-ef64e2deb061','done','{"kind":"disk","name":"base","owner":"admin","group":"admin"}');
INSERT INTO "audit" VALUES(17,1795323478782,'086cb606-65a4-40fc-bf3e-466c8c5b2ccd','admin','nano','127.0.0.1','8684654f-839a-4f01-8408-c3b6ac199d44','create-policy-group','policy-group','1eee3191-ac90-4718-b894-3f151ee758df','done','{"name":"front","enabled":true,"global":false,"defaultAction":"accept","owner":"admin","group":"admin"}');
INSERT INTO "audit" VALUES(18,1795323478795,'086cb606-65a4-40fc-bf3e-466c8c5b2ccd','admin','nano','127.0.0.1','eb14ab46-de03-48dd-b908-ff636ccd7109','create-address-pool','address-pool','lan','done','{"gateway":"10.9.0.1","dns":["10.9.0.1"],"provider":"dhcp","mode":"internal"}');
INSERT INTO "audit" VALUES(19,1795323478851,'086cb606-65a4-40fc-bf3e-466c8c5b2ccd','admin','nano','127.0.0.1','1f6b806b-3c9f-42d8-a732-09400ee4eb32','create-api-token','api-token','4e1fd35a-41da-4a79-a191-5d0f146bc3bd','done','{"name":"script","scope":{"menus":null,"projectId":null,"roles":null},"expiresAtMs":1803099478851}');
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
INSERT INTO "cell_demand" VALUES('05ec6e7f-d5b2-4e67-b3a6-fe2e16a2a909',1,1,268435456,25165824,0,0);
INSERT INTO "cell_demand" VALUES('eda3eeb0-2647-4c51-bbd3-d5a4545820b9',1,1,268435456,25165824,0,0);
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
INSERT INTO "cells" VALUES('eda3eeb0-2647-4c51-bbd3-d5a4545820b9','cell2','default',1,'127.0.0.1:30221','127.0.0.1',1795323469789,NULL);
INSERT INTO "cells" VALUES('05ec6e7f-d5b2-4e67-b3a6-fe2e16a2a909','cell1','default',1,'127.0.0.1:21248','127.0.0.1',1795323470517,NULL);
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
INSERT INTO "domains" VALUES('default','Default','',1,1795323465068);
CREATE TABLE group_members (
  group_id text not null references groups (id) on delete cascade,
  user_id text not null references users (id) on delete cascade,
  nano integer not null,
  primary key (group_id, user_id)
) strict;
INSERT INTO "group_members" VALUES('1e27cbb3-d76b-464d-993d-7c4a77c3a971','086cb606-65a4-40fc-bf3e-466c8c5b2ccd',1);
CREATE TABLE group_roles (
  group_id text not null references groups (id) on delete cascade,
  position integer not null,
  role text not null references roles (name),
  primary key (group_id, position)
) strict;
INSERT INTO "group_roles" VALUES('1e27cbb3-d76b-464d-993d-7c4a77c3a971',0,'super');
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
INSERT INTO "groups" VALUES('1e27cbb3-d76b-464d-993d-7c4a77c3a971','default','admin','',1,0,0,0,NULL);
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
INSERT INTO "guest_seen" VALUES('4638a3ed-0144-46aa-993d-53f5ce7c3d0c',1795323478894,'running','10.94.193.221');
INSERT INTO "guest_seen" VALUES('4ab37e6f-3b1d-4bf5-affa-592698640b03',1795323476253,'stopped','');
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
, failover integer not null default 0) strict;
INSERT INTO "guests" VALUES('4638a3ed-0144-46aa-993d-53f5ce7c3d0c','web','086cb606-65a4-40fc-bf3e-466c8c5b2ccd','admin','1e27cbb3-d76b-464d-993d-7c4a77c3a971','admin','default','05ec6e7f-d5b2-4e67-b3a6-fe2e16a2a909','ready',1,268435456,25165824,'[{"sizeBytes":16777216,"imageSha256":"","clone":"linked"},{"sizeBytes":8388608,"imageSha256":"","clone":"linked"}]','[{"ethernetAddress":"52:54:00:5e:c1:dd","network":"internal","address":"","gateway":"","dns":[],"assignment":"dhcp"}]','','{"display":"vga","control":"vnc","firmware":"bios","disk":"sata","network":"virtio","usb":"nec-xhci","tablet":"usb"}','linux','root','[]',NULL,'{"cpuPriority":"medium","readBytesPerSecond":0,"writeBytesPerSecond":0,"readIops":0,"writeIops":0,"receiveBytesPerSecond":0,"sendBytesPerSecond":0}',0,'pqLvegYo',NULL,1795323474992,0);
INSERT INTO "guests" VALUES('4ab37e6f-3b1d-4bf5-affa-592698640b03','db','086cb606-65a4-40fc-bf3e-466c8c5b2ccd','admin','1e27cbb3-d76b-464d-993d-7c4a77c3a971','admin','default','eda3eeb0-2647-4c51-bbd3-d5a4545820b9','ready',1,268435456,25165824,'[{"sizeBytes":16777216,"imageSha256":"","clone":"linked"},{"sizeBytes":8388608,"imageSha256":"","clone":"linked"}]','[{"ethernetAddress":"52:54:00:7e:aa:e5","network":"internal","address":"","gateway":"","dns":[],"assignment":"dhcp"}]','','{"display":"vga","control":"vnc","firmware":"bios","disk":"sata","network":"virtio","usb":"nec-xhci","tablet":"usb"}','linux','root','[]',NULL,'{"cpuPriority":"medium","readBytesPerSecond":0,"writeBytesPerSecond":0,"readIops":0,"writeIops":0,"receiveBytesPerSecond":0,"sendBytesPerSecond":0}',0,'u5PeRePB',NULL,1795323475973,0);
CREATE TABLE identity_roles (
  id text not null primary key,
  name text not null unique
) strict;
INSERT INTO "identity_roles" VALUES('96f3ec14-bc4d-4445-b17e-ee52f69e68cf','admin');
INSERT INTO "identity_roles" VALUES('ffc3da4f-f1fd-47bd-9116-649463a50f6d','member');
INSERT INTO "identity_roles" VALUES('655a8062-7997-463c-9daf-3ba59f45499b','project_admin');
INSERT INTO "identity_roles" VALUES('29ef6ca9-6b59-4212-b568-9c13c4a68c62','project_mod');
CREATE TABLE image_tags (
  image_id text not null references images (id) on delete cascade,
  tag text not null,
  primary key (image_id, tag)
) strict;
INSERT INTO "image_tags" VALUES('edba869a-8450-4922-81d0-ef64e2deb061','linux');
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
INSERT INTO "images" VALUES('edba869a-8450-4922-81d0-ef64e2deb061','disk','base','086cb606-65a4-40fc-bf3e-466c8c5b2ccd','admin','1e27cbb3-d76b-464d-993d-7c4a77c3a971','admin','an image','["linux"]','empty',0,NULL,NULL,1795323478679,1795323478679);
CREATE TABLE join_tokens (
  id text not null primary key,
  secret_hash text not null,
  created_at_ms integer not null,
  expires_at_ms integer not null,
  used_by_cell_id text,
  pool text
) strict;
INSERT INTO "join_tokens" VALUES('4aec1dd5-c68e-45e8-bd5d-86c650055a20','zFjJ0lcOoIlVREL1bH5cnnPbJlNlLTV32N_Ru7Wg9Us',1795323466092,1795334266092,'05ec6e7f-d5b2-4e67-b3a6-fe2e16a2a909','default');
INSERT INTO "join_tokens" VALUES('9822c893-7960-4302-b191-27ffa693c2a7','RVL24-id5G99oDVJymXAk1SRnwh_GMSdR5yEIhzEfVY',1795323466151,1795334266151,'eda3eeb0-2647-4c51-bbd3-d5a4545820b9','default');
CREATE TABLE lease_cells (
  cell_id text not null primary key,
  duration_ms integer not null,
  taken_over_at_ms integer
) strict;
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
INSERT INTO "operation_steps" VALUES('f210c7e9-f62d-46d9-9210-0537fe785ca6',0,'reserve','done',1,'null',1795323475362);
INSERT INTO "operation_steps" VALUES('f210c7e9-f62d-46d9-9210-0537fe785ca6',1,'pull-image','done',1,'null',1795323475363);
INSERT INTO "operation_steps" VALUES('f210c7e9-f62d-46d9-9210-0537fe785ca6',2,'create-on-cell','done',1,'null',1795323475673);
INSERT INTO "operation_steps" VALUES('f210c7e9-f62d-46d9-9210-0537fe785ca6',3,'record','done',1,'null',1795323475673);
INSERT INTO "operation_steps" VALUES('f210c7e9-f62d-46d9-9210-0537fe785ca6',4,'start-on-cell','done',1,'{"started":false}',1795323475673);
INSERT INTO "operation_steps" VALUES('78136afd-491e-4a25-9c9b-a0c41e5be47b',0,'reserve','done',1,'null',1795323476028);
INSERT INTO "operation_steps" VALUES('78136afd-491e-4a25-9c9b-a0c41e5be47b',1,'pull-image','done',1,'null',1795323476037);
INSERT INTO "operation_steps" VALUES('78136afd-491e-4a25-9c9b-a0c41e5be47b',2,'create-on-cell','done',1,'null',1795323476253);
INSERT INTO "operation_steps" VALUES('78136afd-491e-4a25-9c9b-a0c41e5be47b',3,'record','done',1,'null',1795323476254);
INSERT INTO "operation_steps" VALUES('78136afd-491e-4a25-9c9b-a0c41e5be47b',4,'start-on-cell','done',1,'{"started":false}',1795323476254);
INSERT INTO "operation_steps" VALUES('a8e9b9ea-77e1-4556-8a2d-dd500a108573',0,'create-on-cell','done',1,'null',1795323476690);
INSERT INTO "operation_steps" VALUES('b4abc0b5-bebc-4298-a7a5-5e4611d03356',0,'pull-image','done',1,'null',1795323478374);
INSERT INTO "operation_steps" VALUES('b4abc0b5-bebc-4298-a7a5-5e4611d03356',1,'start-on-cell','done',1,'null',1795323478433);
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
INSERT INTO "operations" VALUES('f210c7e9-f62d-46d9-9210-0537fe785ca6','create-guest','guest','4638a3ed-0144-46aa-993d-53f5ce7c3d0c','086cb606-65a4-40fc-bf3e-466c8c5b2ccd','admin','nano','7f2d1b1f-149a-4f8a-bd13-b1f2756d6273','done',100,NULL,'{"guestId":"4638a3ed-0144-46aa-993d-53f5ce7c3d0c","cellId":"05ec6e7f-d5b2-4e67-b3a6-fe2e16a2a909","image":null,"placement":{"chosen":{"cellId":"05ec6e7f-d5b2-4e67-b3a6-fe2e16a2a909","name":"cell1"},"scores":[{"cellId":"05ec6e7f-d5b2-4e67-b3a6-fe2e16a2a909","name":"cell1","score":44586.346666666665},{"cellId":"eda3eeb0-2647-4c51-bbd3-d5a4545820b9","name":"cell2","score":44586.346666666665}],"refused":[]}}','{"guest":"4638a3ed-0144-46aa-993d-53f5ce7c3d0c","placement":{"chosen":{"cellId":"05ec6e7f-d5b2-4e67-b3a6-fe2e16a2a909","name":"cell1"},"scores":[{"cellId":"05ec6e7f-d5b2-4e67-b3a6-fe2e16a2a909","name":"cell1","score":44586.346666666665},{"cellId":"eda3eeb0-2647-4c51-bbd3-d5a4545820b9","name":"cell2","score":44586.346666666665}],"refused":[]}}',1,0,1795323474992,1795323475351,1795323475673);
INSERT INTO "operations" VALUES('78136afd-491e-4a25-9c9b-a0c41e5be47b','create-guest','guest','4ab37e6f-3b1d-4bf5-affa-592698640b03','086cb606-65a4-40fc-bf3e-466c8c5b2ccd','admin','nano','0905180c-1da2-47d6-8ee3-25c7f7b2ac4c','done',100,NULL,'{"guestId":"4ab37e6f-3b1d-4bf5-affa-592698640b03","cellId":"eda3eeb0-2647-4c51-bbd3-d5a4545820b9","image":null,"placement":{"chosen":{"cellId":"eda3eeb0-2647-4c51-bbd3-d5a4545820b9","name":"cell2"},"scores":[{"cellId":"eda3eeb0-2647-4c51-bbd3-d5a4545820b9","name":"cell2","score":44586.346666666665},{"cellId":"05ec6e7f-d5b2-4e67-b3a6-fe2e16a2a909","name":"cell1","score":44585.346666666665}],"refused":[]}}','{"guest":"4ab37e6f-3b1d-4bf5-affa-592698640b03","placement":{"chosen":{"cellId":"eda3eeb0-2647-4c51-bbd3-d5a4545820b9","name":"cell2"},"scores":[{"cellId":"eda3eeb0-2647-4c51-bbd3-d5a4545820b9","name":"cell2","score":44586.346666666665},{"cellId":"05ec6e7f-d5b2-4e67-b3a6-fe2e16a2a909","name":"cell1","score":44585.346666666665}],"refused":[]}}',1,0,1795323475973,1795323476015,1795323476254);
INSERT INTO "operations" VALUES('a8e9b9ea-77e1-4556-8a2d-dd500a108573','create-snapshot','guest','4638a3ed-0144-46aa-993d-53f5ce7c3d0c','086cb606-65a4-40fc-bf3e-466c8c5b2ccd','admin','nano','ed59e5c4-c52e-4a6c-a338-7b46dc31b08c','done',100,NULL,'{"guestId":"4638a3ed-0144-46aa-993d-53f5ce7c3d0c","cellId":"05ec6e7f-d5b2-4e67-b3a6-fe2e16a2a909","name":"clean","description":"as installed"}','null',0,0,1795323476400,1795323476450,1795323476708);
INSERT INTO "operations" VALUES('b4abc0b5-bebc-4298-a7a5-5e4611d03356','start-guest','guest','4638a3ed-0144-46aa-993d-53f5ce7c3d0c','086cb606-65a4-40fc-bf3e-466c8c5b2ccd','admin','nano','487071ea-8c1b-4670-9138-9f4a08888e6c','done',100,NULL,'{"guestId":"4638a3ed-0144-46aa-993d-53f5ce7c3d0c","cellId":"05ec6e7f-d5b2-4e67-b3a6-fe2e16a2a909","image":null,"boot":{"type":"disk"}}','null',0,0,1795323478367,1795323478373,1795323478433);
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
INSERT INTO "policy_groups" VALUES('1eee3191-ac90-4718-b894-3f151ee758df','front','','086cb606-65a4-40fc-bf3e-466c8c5b2ccd','admin','1e27cbb3-d76b-464d-993d-7c4a77c3a971','admin',1,0,'accept','[]',1795323478782,1795323478782);
CREATE TABLE pools (
  name text not null primary key,
  enabled integer not null,
  storage text not null,
  network text not null,
  failover integer not null,
  created_at_ms integer not null
) strict;
INSERT INTO "pools" VALUES('default',1,'','',0,1795323464485);
CREATE TABLE projects (
  id text not null primary key,
  domain_id text not null references domains (id),
  name text not null,
  description text not null,
  enabled integer not null,
  created_at_ms integer not null, parent_id text references projects (id), is_domain integer not null default 0, tags text not null default '[]',
  unique (domain_id, name)
) strict;
INSERT INTO "projects" VALUES('df14c12f-defd-4769-8006-a8848c7cbefd','default','admin','',1,1795323465068,NULL,0,'[]');
CREATE TABLE role_assignments (
  role_id text not null references identity_roles (id) on delete cascade,
  actor_kind text not null,
  actor_id text not null,
  target_kind text not null,
  target_id text not null,
  inherited integer not null,
  primary key (actor_kind, actor_id, target_kind, target_id, role_id, inherited)
) strict;
INSERT INTO "role_assignments" VALUES('96f3ec14-bc4d-4445-b17e-ee52f69e68cf','user','086cb606-65a4-40fc-bf3e-466c8c5b2ccd','project','df14c12f-defd-4769-8006-a8848c7cbefd',0);
CREATE TABLE roles (
  name text not null primary key,
  menus text not null
) strict;
INSERT INTO "roles" VALUES('super','["dashboard","compute_pool","address_pool","storage_pool","instance","image","media","templates","policies","user","log","visibility"]');
CREATE TABLE run_leases (
  guest_id text not null references guests (id) on delete cascade,
  cell_id text not null,
  state text not null,
  primary key (guest_id, cell_id)
) strict;
CREATE TABLE schema_migrations (
  number integer not null primary key,
  name text not null,
  applied_at_ms integer not null
) strict;
INSERT INTO "schema_migrations" VALUES(1,'init',1795323463890);
INSERT INTO "schema_migrations" VALUES(2,'batches',1795323463952);
INSERT INTO "schema_migrations" VALUES(3,'snapshots',1795323463953);
INSERT INTO "schema_migrations" VALUES(4,'guest-accounts',1795323463956);
INSERT INTO "schema_migrations" VALUES(5,'warnings',1795323463956);
INSERT INTO "schema_migrations" VALUES(6,'policy-groups',1795323463956);
INSERT INTO "schema_migrations" VALUES(7,'audit-search',1795323463957);
INSERT INTO "schema_migrations" VALUES(8,'identity',1795323463957);
INSERT INTO "schema_migrations" VALUES(9,'api-tokens',1795323463959);
INSERT INTO "schema_migrations" VALUES(10,'run-leases',1795323463959);
INSERT INTO "schema_migrations" VALUES(11,'usage',1795323463959);
INSERT INTO "schema_migrations" VALUES(12,'address-pools',1795323463960);
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
INSERT INTO "sessions" VALUES('gaeKGugIkQEzSIFMEa-2klqsz3p8Rqim5URgu7NjKLw','086cb606-65a4-40fc-bf3e-466c8c5b2ccd','admin','1e27cbb3-d76b-464d-993d-7c4a77c3a971','admin','["dashboard","compute_pool","address_pool","storage_pool","instance","image","media","templates","policies","user","log","visibility"]','127.0.0.1',1795323465647,1795323645647);
INSERT INTO "sessions" VALUES('4hdHUc0oBSb_ivkO_o2swmcJsCjwAGcXHZ3lILt1Vqo','086cb606-65a4-40fc-bf3e-466c8c5b2ccd','admin','1e27cbb3-d76b-464d-993d-7c4a77c3a971','admin','["dashboard","compute_pool","address_pool","storage_pool","instance","image","media","templates","policies","user","log","visibility"]','127.0.0.1',1795323474358,1795323654358);
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
INSERT INTO "snapshots" VALUES('4638a3ed-0144-46aa-993d-53f5ce7c3d0c','clean','as installed',1795323476507,0,'',1);
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
INSERT INTO "templates" VALUES('dc17ci6392o717p6rs0g',1,'CentOS 7','root','linux','{"display":"vga","control":"vnc","firmware":"bios","disk":"scsi","network":"virtio","usb":"nec-xhci","tablet":"usb"}',1795323464485,1795323464485);
INSERT INTO "templates" VALUES('dc17ci3t9av28ki49tpg',2,'CentOS 6','root','linux','{"display":"vga","control":"vnc","firmware":"bios","disk":"sata","network":"virtio","usb":"nec-xhci","tablet":"usb"}',1795323464486,1795323464486);
INSERT INTO "templates" VALUES('dc17ci5o36dbluaaiecg',3,'Windows Server 2012','Administrator','windows','{"display":"vga","control":"vnc","firmware":"bios","disk":"sata","network":"e1000","usb":"nec-xhci","tablet":"usb"}',1795323464487,1795323464487);
INSERT INTO "templates" VALUES('dc17ci617344u3i10lt0',4,'General','root','linux','{"display":"vga","control":"vnc","firmware":"bios","disk":"sata","network":"rtl8139","usb":"","tablet":"usb"}',1795323464488,1795323464488);
INSERT INTO "templates" VALUES('dc17ci5a2ec59mn2sc10',5,'Legacy','root','linux','{"display":"cirrus","control":"vnc","firmware":"bios","disk":"ide","network":"rtl8139","usb":"","tablet":""}',1795323464489,1795323464489);
CREATE TABLE tokens (
  id_hash text not null primary key,
  audit_id text not null,
  parent_audit_id text,
  user_id text not null references users (id) on delete cascade,
  methods text not null,
  scope_kind text,
  scope_id text,
  issued_at_ms integer not null,
  expires_at_ms integer not null
) strict;
CREATE TABLE usage_hours (
  subject_id text not null,
  hour integer not null,
  codes blob not null,
  primary key (subject_id, hour)
) strict;
INSERT INTO "usage_hours" VALUES('eda3eeb0-2647-4c51-bbd3-d5a4545820b9',498700,X'FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0004009400A40000000000000000');
INSERT INTO "usage_hours" VALUES('05ec6e7f-d5b2-4e67-b3a6-fe2e16a2a909',498700,X'FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF6304FE9300A43151014D61433845');
INSERT INTO "usage_hours" VALUES('4638a3ed-0144-46aa-993d-53f5ce7c3d0c',498700,X'FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFC40B566DAD5F7D534D4FAD458447');
CREATE TABLE users (
  id text not null primary key,
  domain_id text not null,
  name text not null,
  nick text not null,
  mail text not null,
  enabled integer not null,
  password_hash text not null,
  created_at_ms integer not null, description text not null default '', default_project_id text,
  unique (domain_id, name)
) strict;
INSERT INTO "users" VALUES('086cb606-65a4-40fc-bf3e-466c8c5b2ccd','default','admin','','',1,'scrypt$16384$8$1$8L6_T0tJ23jInogrHSHFuA$aVDBF1k058LtcEEaDL_Rnn7S9TfNs6XwZrkP-qHQ7L4',1795323465068,'',NULL);
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
INSERT INTO "warnings" VALUES('f06565e3-f533-4efe-8f97-6e54e9af9d67','simulated','eda3eeb0-2647-4c51-bbd3-d5a4545820b9','','The guests of this cell are simulated: nothing really runs.',1795323471375,1795323471375,1,NULL,NULL,NULL);
INSERT INTO "warnings" VALUES('16d0011e-141a-4fd5-83de-732df1edd3cb','simulated','05ec6e7f-d5b2-4e67-b3a6-fe2e16a2a909','','The guests of this cell are simulated: nothing really runs.',1795323473266,1795323473266,1,NULL,NULL,NULL);
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
CREATE INDEX projects_parent on projects (parent_id);
CREATE INDEX role_assignments_target on role_assignments (target_kind, target_id);
CREATE INDEX role_assignments_role on role_assignments (role_id);
CREATE INDEX tokens_user on tokens (user_id);
CREATE INDEX tokens_scope on tokens (scope_kind, scope_id);
CREATE INDEX tokens_expiry on tokens (expires_at_ms);
CREATE INDEX api_tokens_expiry on api_tokens (expires_at_ms);
CREATE INDEX guests_failover on guests (pool, failover);
CREATE INDEX usage_hours_hour on usage_hours (hour);
CREATE INDEX address_allocations_by_holder on address_allocations (holder_kind, holder_id);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('audit',19);
COMMIT;
