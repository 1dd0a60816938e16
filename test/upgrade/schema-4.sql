-- admin 8vsHtwJrMvmW6Kjta1A
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
INSERT INTO "audit" VALUES(1,1795323540981,'system','system','system','127.0.0.1','3c2c0405-3699-426d-9a64-463eb4cba560','initialize-system','user','8bd290c0-6147-4de3-8949-0f05c86415d9','done',NULL);
INSERT INTO "audit" VALUES(2,1795323541501,'8bd290c0-6147-4de3-8949-0f05c86415d9','admin','nano','127.0.0.1','ff8db079-ccae-4234-8c28-af37975e5c46','create-session','user','8bd290c0-6147-4de3-8949-0f05c86415d9','done',NULL);
INSERT INTO "audit" VALUES(3,1795323542178,'8bd290c0-6147-4de3-8949-0f05c86415d9','admin','nano','127.0.0.1','8ff7c618-9601-4cb2-8a24-7d75fe5864f5','create-join-token','join-token','071427d5-7d08-49d9-8023-2b6e1b1f6eca','done','{"pool":"default","expiresAtMs":1795334342178}');
INSERT INTO "audit" VALUES(4,1795323542235,'8bd290c0-6147-4de3-8949-0f05c86415d9','admin','nano','127.0.0.1','0f62cf28-0a50-4b32-9b79-d5daa52898d1','create-join-token','join-token','ab35c280-14d5-47da-a7d7-4e45b9ad1375','done','{"pool":"default","expiresAtMs":1795334342235}');
INSERT INTO "audit" VALUES(5,1795323543726,'system','system','system','127.0.0.1','05505a37-df32-460b-8271-9ed75af513c1','enrol-cell','cell','f9b55501-7258-41eb-bc04-d0918133ad41','done','{"name":"cell2","pool":"default","address":"127.0.0.1:24009","token":"ab35c280-14d5-47da-a7d7-4e45b9ad1375"}');
INSERT INTO "audit" VALUES(6,1795323543794,'system','system','system','127.0.0.1','9791745d-9af3-4532-a13b-a2de858c9df4','enrol-cell','cell','77e7c824-6b0f-4383-8926-5b156a83ce50','done','{"name":"cell1","pool":"default","address":"127.0.0.1:23443","token":"071427d5-7d08-49d9-8023-2b6e1b1f6eca"}');
INSERT INTO "audit" VALUES(7,1795323545737,'8bd290c0-6147-4de3-8949-0f05c86415d9','admin','nano','127.0.0.1','2a67777b-f158-49c7-bb37-3da2bb532c45','create-session','user','8bd290c0-6147-4de3-8949-0f05c86415d9','done',NULL);
INSERT INTO "audit" VALUES(8,1795323546103,'8bd290c0-6147-4de3-8949-0f05c86415d9','admin','nano','127.0.0.1','ef4b4fa6-0c4a-494f-bc35-d3a8c83daf03','create-guest','guest','77b5df29-9237-4263-8af7-cd6ca4b6054e','accepted','{"operation":"0cfaeef7-9477-4cd4-a81f-a0c8151ea636","name":"web","pool":"default","cell":"cell1"}');
INSERT INTO "audit" VALUES(9,1795323546434,'8bd290c0-6147-4de3-8949-0f05c86415d9','admin','nano','','ef4b4fa6-0c4a-494f-bc35-d3a8c83daf03','create-guest','guest','77b5df29-9237-4263-8af7-cd6ca4b6054e','done','{"operation":"0cfaeef7-9477-4cd4-a81f-a0c8151ea636"}');
INSERT INTO "audit" VALUES(10,1795323546655,'8bd290c0-6147-4de3-8949-0f05c86415d9','admin','nano','127.0.0.1','85642206-3062-49d5-ba26-20a9bc33ea35','create-guest','guest','eb4c3d5a-8c7c-447e-af0c-62aec5b4db70','accepted','{"operation":"51d937db-fef2-4296-8e11-743de86d1a59","name":"db","pool":"default","cell":"cell2"}');
INSERT INTO "audit" VALUES(11,1795323547022,'8bd290c0-6147-4de3-8949-0f05c86415d9','admin','nano','','85642206-3062-49d5-ba26-20a9bc33ea35','create-guest','guest','eb4c3d5a-8c7c-447e-af0c-62aec5b4db70','done','{"operation":"51d937db-fef2-4296-8e11-743de86d1a59"}');
INSERT INTO "audit" VALUES(12,1795323547191,'8bd290c0-6147-4de3-8949-0f05c86415d9','admin','nano','127.0.0.1','2423cf0d-9c53-4ec1-91f1-0906b39d7ebe','create-snapshot','guest','77b5df29-9237-4263-8af7-cd6ca4b6054e','accepted','{"operation":"2e755c2b-24a7-4dd5-898a-b48953fbde85","name":"web","snapshot":"clean"}');
INSERT INTO "audit" VALUES(13,1795323547260,'8bd290c0-6147-4de3-8949-0f05c86415d9','admin','nano','','2423cf0d-9c53-4ec1-91f1-0906b39d7ebe','create-snapshot','guest','77b5df29-9237-4263-8af7-cd6ca4b6054e','done','{"operation":"2e755c2b-24a7-4dd5-898a-b48953fbde85"}');
INSERT INTO "audit" VALUES(14,1795323548799,'8bd290c0-6147-4de3-8949-0f05c86415d9','admin','nano','127.0.0.1','3e087901-c059-4529-9025-5dbab2880488','start-guest','guest','77b5df29-9237-4263-8af7-cd6ca4b6054e','accepted','{"operation":"25261f0f-dc6c-47c2-a04c-cfb9a279edd7","name":"web"}');
INSERT INTO "audit" VALUES(15,1795323548893,'8bd290c0-6147-4de3-8949-0f05c86415d9','admin','nano','','3e087901-c059-4529-9025-5dbab2880488','start-guest','guest','77b5df29-9237-4263-8af7-cd6ca4b6054e','done','{"operation":"25261f0f-dc6c-47c2-a04c-cfb9a279edd7"}');
INSERT INTO "audit" VALUES(16,1795323548902,'8bd290c0-6147-4de3-8949-0f05c86415d9','admin','nano','127.0.0.1','0407cf52-78c7-457c-99a9-70cecae88367','create-image','image','295c78c9-4afa-4bf1-b14f-f57f090b3f7c','done','{"kind":"disk","name":"base","owner":"admin","group":"admin"}');
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
INSERT INTO "cell_demand" VALUES('77e7c824-6b0f-4383-8926-5b156a83ce50',1,1,268435456,25165824,0,0);
INSERT INTO "cell_demand" VALUES('f9b55501-7258-41eb-bc04-d0918133ad41',1,1,268435456,25165824,0,0);
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
INSERT INTO "cells" VALUES('f9b55501-7258-41eb-bc04-d0918133ad41','cell2','default',1,'127.0.0.1:24009','127.0.0.1',1795323543726,NULL);
INSERT INTO "cells" VALUES('77e7c824-6b0f-4383-8926-5b156a83ce50','cell1','default',1,'127.0.0.1:23443','127.0.0.1',1795323543794,NULL);
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
INSERT INTO "domains" VALUES('default','Default','',1,1795323540981);
CREATE TABLE group_members (
  group_id text not null references groups (id) on delete cascade,
  user_id text not null references users (id) on delete cascade,
  nano integer not null,
  primary key (group_id, user_id)
) strict;
INSERT INTO "group_members" VALUES('591d3df0-d1bd-41e2-9643-a66aff1d51b0','8bd290c0-6147-4de3-8949-0f05c86415d9',1);
CREATE TABLE group_roles (
  group_id text not null references groups (id) on delete cascade,
  position integer not null,
  role text not null references roles (name),
  primary key (group_id, position)
) strict;
INSERT INTO "group_roles" VALUES('591d3df0-d1bd-41e2-9643-a66aff1d51b0',0,'super');
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
INSERT INTO "groups" VALUES('591d3df0-d1bd-41e2-9643-a66aff1d51b0','default','admin','',1,0,0,0,NULL);
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
INSERT INTO "guest_seen" VALUES('77b5df29-9237-4263-8af7-cd6ca4b6054e',1795323549381,'running','10.246.213.175');
INSERT INTO "guest_seen" VALUES('eb4c3d5a-8c7c-447e-af0c-62aec5b4db70',1795323547016,'stopped','');
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
INSERT INTO "guests" VALUES('77b5df29-9237-4263-8af7-cd6ca4b6054e','web','8bd290c0-6147-4de3-8949-0f05c86415d9','admin','591d3df0-d1bd-41e2-9643-a66aff1d51b0','admin','default','77e7c824-6b0f-4383-8926-5b156a83ce50','ready',1,268435456,25165824,'[{"sizeBytes":16777216,"imageSha256":"","clone":"linked"},{"sizeBytes":8388608,"imageSha256":"","clone":"linked"}]','[{"ethernetAddress":"52:54:00:f6:d5:af","network":"internal","address":"","gateway":"","dns":[]}]','','{"display":"vga","control":"vnc","firmware":"bios","disk":"sata","network":"virtio","usb":"nec-xhci","tablet":"usb"}','linux','root','[]',NULL,'{"cpuPriority":"medium","readBytesPerSecond":0,"writeBytesPerSecond":0,"readIops":0,"writeIops":0,"receiveBytesPerSecond":0,"sendBytesPerSecond":0}',0,'wPjEwCHF',NULL,1795323546103);
INSERT INTO "guests" VALUES('eb4c3d5a-8c7c-447e-af0c-62aec5b4db70','db','8bd290c0-6147-4de3-8949-0f05c86415d9','admin','591d3df0-d1bd-41e2-9643-a66aff1d51b0','admin','default','f9b55501-7258-41eb-bc04-d0918133ad41','ready',1,268435456,25165824,'[{"sizeBytes":16777216,"imageSha256":"","clone":"linked"},{"sizeBytes":8388608,"imageSha256":"","clone":"linked"}]','[{"ethernetAddress":"52:54:00:1d:40:b7","network":"internal","address":"","gateway":"","dns":[]}]','','{"display":"vga","control":"vnc","firmware":"bios","disk":"sata","network":"virtio","usb":"nec-xhci","tablet":"usb"}','linux','root','[]',NULL,'{"cpuPriority":"medium","readBytesPerSecond":0,"writeBytesPerSecond":0,"readIops":0,"writeIops":0,"receiveBytesPerSecond":0,"sendBytesPerSecond":0}',0,'ftMzdYUN',NULL,1795323546655);
CREATE TABLE identity_roles (
  id text not null primary key,
  name text not null unique
) strict;
INSERT INTO "identity_roles" VALUES('59b2cc97-ea83-4701-b27d-ad018e6dbbc3','admin');
INSERT INTO "identity_roles" VALUES('b37f6245-ff43-42f1-ad61-189cd07e50f6','member');
INSERT INTO "identity_roles" VALUES('b78bca53-9b5f-4fec-b096-cbd8a9f9b64c','project_admin');
INSERT INTO "identity_roles" VALUES('b6b2d526-787d-4f13-88ad-54ffc203a690','project_mod');
CREATE TABLE image_tags (
  image_id text not null references images (id) on delete cascade,
  tag text not null,
  primary key (image_id, tag)
) strict;
INSERT INTO "image_tags" VALUES('295c78c9-4afa-4bf1-b14f-f57f090b3f7c','linux');
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
INSERT INTO "images" VALUES('295c78c9-4afa-4bf1-b14f-f57f090b3f7c','disk','base','8bd290c0-6147-4de3-8949-0f05c86415d9','admin','591d3df0-d1bd-41e2-9643-a66aff1d51b0','admin','an image','["linux"]','empty',0,NULL,NULL,1795323548902,1795323548902);
CREATE TABLE join_tokens (
  id text not null primary key,
  secret_hash text not null,
  created_at_ms integer not null,
  expires_at_ms integer not null,
  used_by_cell_id text,
  pool text
) strict;
INSERT INTO "join_tokens" VALUES('071427d5-7d08-49d9-8023-2b6e1b1f6eca','npg2U8t6DjmL4fvZxXo6G0AC0iKQzBnZAtMBut58JM0',1795323542178,1795334342178,'77e7c824-6b0f-4383-8926-5b156a83ce50','default');
INSERT INTO "join_tokens" VALUES('ab35c280-14d5-47da-a7d7-4e45b9ad1375','9wAzLItE0ByW1Np8SS5ZeH_N39Vp0mwcbz6No35pqYk',1795323542235,1795334342235,'f9b55501-7258-41eb-bc04-d0918133ad41','default');
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
INSERT INTO "operation_steps" VALUES('0cfaeef7-9477-4cd4-a81f-a0c8151ea636',0,'reserve','done',1,'null',1795323546224);
INSERT INTO "operation_steps" VALUES('0cfaeef7-9477-4cd4-a81f-a0c8151ea636',1,'pull-image','done',1,'null',1795323546225);
INSERT INTO "operation_steps" VALUES('0cfaeef7-9477-4cd4-a81f-a0c8151ea636',2,'create-on-cell','done',1,'null',1795323546432);
INSERT INTO "operation_steps" VALUES('0cfaeef7-9477-4cd4-a81f-a0c8151ea636',3,'record','done',1,'null',1795323546433);
INSERT INTO "operation_steps" VALUES('0cfaeef7-9477-4cd4-a81f-a0c8151ea636',4,'start-on-cell','done',1,'{"started":false}',1795323546434);
INSERT INTO "operation_steps" VALUES('51d937db-fef2-4296-8e11-743de86d1a59',0,'reserve','done',1,'null',1795323546868);
INSERT INTO "operation_steps" VALUES('51d937db-fef2-4296-8e11-743de86d1a59',1,'pull-image','done',1,'null',1795323546868);
INSERT INTO "operation_steps" VALUES('51d937db-fef2-4296-8e11-743de86d1a59',2,'create-on-cell','done',1,'null',1795323547016);
INSERT INTO "operation_steps" VALUES('51d937db-fef2-4296-8e11-743de86d1a59',3,'record','done',1,'null',1795323547022);
INSERT INTO "operation_steps" VALUES('51d937db-fef2-4296-8e11-743de86d1a59',4,'start-on-cell','done',1,'{"started":false}',1795323547022);
INSERT INTO "operation_steps" VALUES('2e755c2b-24a7-4dd5-898a-b48953fbde85',0,'create-on-cell','done',1,'null',1795323547260);
INSERT INTO "operation_steps" VALUES('25261f0f-dc6c-47c2-a04c-cfb9a279edd7',0,'pull-image','done',1,'null',1795323548802);
INSERT INTO "operation_steps" VALUES('25261f0f-dc6c-47c2-a04c-cfb9a279edd7',1,'start-on-cell','done',1,'null',1795323548893);
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
INSERT INTO "operations" VALUES('0cfaeef7-9477-4cd4-a81f-a0c8151ea636','create-guest','guest','77b5df29-9237-4263-8af7-cd6ca4b6054e','8bd290c0-6147-4de3-8949-0f05c86415d9','admin','nano','ef4b4fa6-0c4a-494f-bc35-d3a8c83daf03','done',100,NULL,'{"guestId":"77b5df29-9237-4263-8af7-cd6ca4b6054e","cellId":"77e7c824-6b0f-4383-8926-5b156a83ce50","image":null,"placement":{"chosen":{"cellId":"77e7c824-6b0f-4383-8926-5b156a83ce50","name":"cell1"},"scores":[{"cellId":"77e7c824-6b0f-4383-8926-5b156a83ce50","name":"cell1","score":44586.346666666665},{"cellId":"f9b55501-7258-41eb-bc04-d0918133ad41","name":"cell2","score":44586.346666666665}],"refused":[]}}','{"guest":"77b5df29-9237-4263-8af7-cd6ca4b6054e","placement":{"chosen":{"cellId":"77e7c824-6b0f-4383-8926-5b156a83ce50","name":"cell1"},"scores":[{"cellId":"77e7c824-6b0f-4383-8926-5b156a83ce50","name":"cell1","score":44586.346666666665},{"cellId":"f9b55501-7258-41eb-bc04-d0918133ad41","name":"cell2","score":44586.346666666665}],"refused":[]}}',1,0,1795323546103,1795323546173,1795323546434);
INSERT INTO "operations" VALUES('51d937db-fef2-4296-8e11-743de86d1a59','create-guest','guest','eb4c3d5a-8c7c-447e-af0c-62aec5b4db70','8bd290c0-6147-4de3-8949-0f05c86415d9','admin','nano','85642206-3062-49d5-ba26-20a9bc33ea35','done',100,NULL,'{"guestId":"eb4c3d5a-8c7c-447e-af0c-62aec5b4db70","cellId":"f9b55501-7258-41eb-bc04-d0918133ad41","image":null,"placement":{"chosen":{"cellId":"f9b55501-7258-41eb-bc04-d0918133ad41","name":"cell2"},"scores":[{"cellId":"f9b55501-7258-41eb-bc04-d0918133ad41","name":"cell2","score":44586.346666666665},{"cellId":"77e7c824-6b0f-4383-8926-5b156a83ce50","name":"cell1","score":44585.346666666665}],"refused":[]}}','{"guest":"eb4c3d5a-8c7c-447e-af0c-62aec5b4db70","placement":{"chosen":{"cellId":"f9b55501-7258-41eb-bc04-d0918133ad41","name":"cell2"},"scores":[{"cellId":"f9b55501-7258-41eb-bc04-d0918133ad41","name":"cell2","score":44586.346666666665},{"cellId":"77e7c824-6b0f-4383-8926-5b156a83ce50","name":"cell1","score":44585.346666666665}],"refused":[]}}',1,0,1795323546655,1795323546690,1795323547022);
INSERT INTO "operations" VALUES('2e755c2b-24a7-4dd5-898a-b48953fbde85','create-snapshot','guest','77b5df29-9237-4263-8af7-cd6ca4b6054e','8bd290c0-6147-4de3-8949-0f05c86415d9','admin','nano','2423cf0d-9c53-4ec1-91f1-0906b39d7ebe','done',100,NULL,'{"guestId":"77b5df29-9237-4263-8af7-cd6ca4b6054e","cellId":"77e7c824-6b0f-4383-8926-5b156a83ce50","name":"clean","description":"as installed"}','null',0,0,1795323547191,1795323547206,1795323547260);
INSERT INTO "operations" VALUES('25261f0f-dc6c-47c2-a04c-cfb9a279edd7','start-guest','guest','77b5df29-9237-4263-8af7-cd6ca4b6054e','8bd290c0-6147-4de3-8949-0f05c86415d9','admin','nano','3e087901-c059-4529-9025-5dbab2880488','done',100,NULL,'{"guestId":"77b5df29-9237-4263-8af7-cd6ca4b6054e","cellId":"77e7c824-6b0f-4383-8926-5b156a83ce50","image":null,"boot":{"type":"disk"}}','null',0,0,1795323548799,1795323548802,1795323548893);
CREATE TABLE pools (
  name text not null primary key,
  enabled integer not null,
  storage text not null,
  network text not null,
  failover integer not null,
  created_at_ms integer not null
) strict;
INSERT INTO "pools" VALUES('default',1,'','',0,1795323540384);
CREATE TABLE projects (
  id text not null primary key,
  domain_id text not null references domains (id),
  name text not null,
  description text not null,
  enabled integer not null,
  created_at_ms integer not null,
  unique (domain_id, name)
) strict;
INSERT INTO "projects" VALUES('e52182ba-4007-417f-a60a-6ce2ebe5ce13','default','admin','',1,1795323540981);
CREATE TABLE role_assignments (
  role_id text not null references identity_roles (id) on delete cascade,
  actor_kind text not null,
  actor_id text not null,
  target_kind text not null,
  target_id text not null,
  primary key (actor_kind, actor_id, target_kind, target_id, role_id)
) strict;
INSERT INTO "role_assignments" VALUES('59b2cc97-ea83-4701-b27d-ad018e6dbbc3','user','8bd290c0-6147-4de3-8949-0f05c86415d9','project','e52182ba-4007-417f-a60a-6ce2ebe5ce13');
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
INSERT INTO "schema_migrations" VALUES(1,'init',1795323539709);
INSERT INTO "schema_migrations" VALUES(2,'batches',1795323539735);
INSERT INTO "schema_migrations" VALUES(3,'snapshots',1795323539787);
INSERT INTO "schema_migrations" VALUES(4,'guest-accounts',1795323539788);
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
INSERT INTO "sessions" VALUES('uhK5LcP1VqJz_EqjKQw917_EXnpCZo6JCEH6rbpqULg','8bd290c0-6147-4de3-8949-0f05c86415d9','admin','591d3df0-d1bd-41e2-9643-a66aff1d51b0','admin','["dashboard","compute_pool","address_pool","storage_pool","instance","image","media","templates","policies","user","log","visibility"]','127.0.0.1',1795323541501,1795323721501);
INSERT INTO "sessions" VALUES('_xclE0hGTgbOiHolq3IXfrPJNZYfk-r5oUN7dYpYInQ','8bd290c0-6147-4de3-8949-0f05c86415d9','admin','591d3df0-d1bd-41e2-9643-a66aff1d51b0','admin','["dashboard","compute_pool","address_pool","storage_pool","instance","image","media","templates","policies","user","log","visibility"]','127.0.0.1',1795323545737,1795323725737);
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
INSERT INTO "snapshots" VALUES('77b5df29-9237-4263-8af7-cd6ca4b6054e','clean','as installed',1795323547230,0,'',1);
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
INSERT INTO "templates" VALUES('dc17d534h2auri86gt1g',1,'CentOS 7','root','linux','{"display":"vga","control":"vnc","firmware":"bios","disk":"scsi","network":"virtio","usb":"nec-xhci","tablet":"usb"}',1795323540384,1795323540384);
INSERT INTO "templates" VALUES('dc17d55smbqhp1cvdn6g',2,'CentOS 6','root','linux','{"display":"vga","control":"vnc","firmware":"bios","disk":"sata","network":"virtio","usb":"nec-xhci","tablet":"usb"}',1795323540385,1795323540385);
INSERT INTO "templates" VALUES('dc17d57t4bs0q6emfpag',3,'Windows Server 2012','Administrator','windows','{"display":"vga","control":"vnc","firmware":"bios","disk":"sata","network":"e1000","usb":"nec-xhci","tablet":"usb"}',1795323540386,1795323540386);
INSERT INTO "templates" VALUES('dc17d52qr3jmmocep900',4,'General','root','linux','{"display":"vga","control":"vnc","firmware":"bios","disk":"sata","network":"rtl8139","usb":"","tablet":"usb"}',1795323540387,1795323540387);
INSERT INTO "templates" VALUES('dc17d51i5vk7p7r79520',5,'Legacy','root','linux','{"display":"cirrus","control":"vnc","firmware":"bios","disk":"ide","network":"rtl8139","usb":"","tablet":""}',1795323540388,1795323540388);
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
INSERT INTO "users" VALUES('8bd290c0-6147-4de3-8949-0f05c86415d9','default','admin','','',1,'scrypt$16384$8$1$kl3KpPtvQjw6xXBhE5kZFw$odugH4_f3nHAb8PLtaKKur-1F3l3hEszGzR7pY0_AbQ',1795323540981);
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
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('audit',16);
COMMIT;
