-- admin CmmDBQcXyNPo9GjSa1A
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
INSERT INTO "address_pools" VALUES('lan',168361985,'[168361985]','dhcp','internal',1795323509969);
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
INSERT INTO "api_tokens" VALUES('7c681e63-914f-4d1c-98fc-f1bf4f53ae2c','script','2a7ff80a-e1bd-41d6-802c-5848ccf89c37','7US86YcqT4tdUCzdwz9dKXyydGiphVrK4yM0dCJCTsg','{"menus":null,"projectId":null,"roles":null}',1795323509977,1803099509977,NULL,'');
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
INSERT INTO "audit" VALUES(1,1795323502110,'system','system','system','127.0.0.1','a45edd0f-bd31-43f7-bb12-ef4b492b1cae','initialize-system','user','2a7ff80a-e1bd-41d6-802c-5848ccf89c37','done',NULL);
INSERT INTO "audit" VALUES(2,1795323502461,'2a7ff80a-e1bd-41d6-802c-5848ccf89c37','admin','nano','127.0.0.1','8fcaea33-b168-4e59-be85-73c7b788566a','create-session','user','2a7ff80a-e1bd-41d6-802c-5848ccf89c37','done',NULL);
INSERT INTO "audit" VALUES(3,1795323502668,'2a7ff80a-e1bd-41d6-802c-5848ccf89c37','admin','nano','127.0.0.1','537b8e91-ae26-4aa8-9d25-e059e352f4ee','create-join-token','join-token','929d50d8-3b5a-4b89-83a5-fa04dbad0dbb','done','{"pool":"default","expiresAtMs":1795334302668}');
INSERT INTO "audit" VALUES(4,1795323502750,'2a7ff80a-e1bd-41d6-802c-5848ccf89c37','admin','nano','127.0.0.1','175c43a3-efdf-4c9f-94fa-59ede3ac8895','create-join-token','join-token','2763214e-aff7-432b-b96f-149478461910','done','{"pool":"default","expiresAtMs":1795334302750}');
INSERT INTO "audit" VALUES(5,1795323505629,'system','system','system','127.0.0.1','5b794883-6997-4648-a179-d701e7ac62e7','enrol-cell','cell','ce1c0585-26cf-41ad-b6d3-7af3fb25b86c','done','{"name":"cell1","pool":"default","address":"127.0.0.1:20799","token":"929d50d8-3b5a-4b89-83a5-fa04dbad0dbb"}');
INSERT INTO "audit" VALUES(6,1795323506260,'system','system','system','127.0.0.1','0f9c6e3c-9d6d-4198-9140-66a12a8da9ad','enrol-cell','cell','bd63ecb0-cdc1-4374-ac4a-dde7e75b1dfe','done','{"name":"cell2","pool":"default","address":"127.0.0.1:30358","token":"2763214e-aff7-432b-b96f-149478461910"}');
INSERT INTO "audit" VALUES(7,1795323507381,'2a7ff80a-e1bd-41d6-802c-5848ccf89c37','admin','nano','127.0.0.1','14fb774e-9b05-43db-b47b-13478f59db8c','create-session','user','2a7ff80a-e1bd-41d6-802c-5848ccf89c37','done',NULL);
INSERT INTO "audit" VALUES(8,1795323507562,'2a7ff80a-e1bd-41d6-802c-5848ccf89c37','admin','nano','127.0.0.1','84e9031f-ded3-4e3a-8003-3ba03a480683','create-guest','guest','9d5f7140-4a33-4dbb-b996-dde2124fbad8','accepted','{"operation":"d5fbcfe1-0f46-41e1-bad2-bee460268eaa","name":"web","pool":"default","cell":"cell1"}');
INSERT INTO "audit" VALUES(9,1795323507787,'2a7ff80a-e1bd-41d6-802c-5848ccf89c37','admin','nano','','84e9031f-ded3-4e3a-8003-3ba03a480683','create-guest','guest','9d5f7140-4a33-4dbb-b996-dde2124fbad8','done','{"operation":"d5fbcfe1-0f46-41e1-bad2-bee460268eaa"}');
INSERT INTO "audit" VALUES(10,1795323508084,'2a7ff80a-e1bd-41d6-802c-5848ccf89c37','admin','nano','127.0.0.1','87e6d6a5-4f28-43f8-b55d-9575f550fdf9','create-guest','guest','a037d405-5c54-40ee-ae6b-df6b58036836','accepted','{"operation":"a8fa9fed-82a8-405c-94a3-4d9c74228805","name":"db","pool":"default","cell":"cell2"}');
INSERT INTO "audit" VALUES(11,1795323508233,'2a7ff80a-e1bd-41d6-802c-5848ccf89c37','admin','nano','','87e6d6a5-4f28-43f8-b55d-9575f550fdf9','create-guest','guest','a037d405-5c54-40ee-ae6b-df6b58036836','done','{"operation":"a8fa9fed-82a8-405c-94a3-4d9c74228805"}');
INSERT INTO "audit" VALUES(12,1795323508414,'2a7ff80a-e1bd-41d6-802c-5848ccf89c37','admin','nano','127.0.0.1','d6f5baf5-c719-4ca5-93e2-e9954ac01569','create-snapshot','guest','9d5f7140-4a33-4dbb-b996-dde2124fbad8','accepted','{"operation":"d92f86c7-8cf9-4fa9-8eb4-afee775a962b","name":"web","snapshot":"clean"}');
INSERT INTO "audit" VALUES(13,1795323508428,'2a7ff80a-e1bd-41d6-802c-5848ccf89c37','admin','nano','','d6f5baf5-c719-4ca5-93e2-e9954ac01569','create-snapshot','guest','9d5f7140-4a33-4dbb-b996-dde2124fbad8','done','{"operation":"d92f86c7-8cf9-4fa9-8eb4-afee775a962b"}');
INSERT INTO "audit" VALUES(14,1795323509948,'2a7ff80a-e1bd-41d6-802c-5848ccf89c37','admin','nano','127.0.0.1','6202703c-fdc7-436d-b713-929fe865eebd','start-guest','guest','9d5f7140-4a33-4dbb-b996-dde2124fbad8','accepted','{"operation":"0867cf42-a291-40df-8e3a-d94c2ad68beb","name":"web"}');
INSERT INTO "audit" VALUES(15,1795323509959,'2a7ff80a-e1bd-41d6-802c-5848ccf89c37','admin','nano','','6202703c-fdc7-436d-b713-929fe865eebd','start-guest','guest','9d5f7140-4a33-4dbb-b996-dde2124fbad8','done','{"operation":"0867cf42-a291-40df-8e3a-d94c2ad68beb"}');
INSERT INTO "audit" VALUES(16,1795323509962,'2a7ff80a-e1bd-41d6-802c-5848ccf89c37','admin','nano','127.0.0.1','0d2bd61b-cb86-46d9-967c-b83c349b007e','create-image','image','97e596f2-166e-4314-9394-039a3db743f8','done','{"kind":"disk","name":"base","owner":"admin","group":"admin"}');
INSERT INTO "audit" VALUES(17,1795323509966,'2a7ff80a-e1bd-41d6-802c-5848ccf89c37','admin','nano','127.0.0.1','3b1f4767-6d30-4bf9-8f55-37647fe6b942','create-policy-group','policy-group','107b6702-7966-4b29-9e64-6f5ea233acff','done','{"name":"front","enabled":true,"global":false,"defaultAction":"accept","owner":"admin","group":"admin"}');
INSERT INTO "audit" VALUES(18,1795323509969,'2a7ff80a-e1bd-41d6-802c-5848ccf89c37','admin','nano','127.0.0.1','07a2b141-7bf6-404a-a3fa-3188ff1a85c9','create-address-pool','address-pool','lan','done','{"gateway":"10.9.0.1","dns":["10.9.0.1"],"provider":"dhcp","mode":"internal"}');
INSERT INTO "audit" VALUES(19,1795323509977,'2a7ff80a-e1bd-41d6-802c-5848ccf89c37','admin','nano','127.0.0.1','c38e57da-5ab7-49ac-8347-bca966af9fbb','create-api-token','api-token','7c681e63-914f-4d1c-98fc-f1bf4f53ae2c','done','{"name":"script","scope":{"menus":null,"projectId":null,"roles":null},"expiresAtMs":1803099509977}');
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
INSERT INTO "cell_demand" VALUES('ce1c0585-26cf-41ad-b6d3-7af3fb25b86c',1,1,268435456,25165824,0,0);
INSERT INTO "cell_demand" VALUES('bd63ecb0-cdc1-4374-ac4a-dde7e75b1dfe',1,1,268435456,25165824,0,0);
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
INSERT INTO "cells" VALUES('ce1c0585-26cf-41ad-b6d3-7af3fb25b86c','cell1','default',1,'127.0.0.1:20799','127.0.0.1',1795323505629,NULL);
INSERT INTO "cells" VALUES('bd63ecb0-cdc1-4374-ac4a-dde7e75b1dfe','cell2','default',1,'127.0.0.1:30358','127.0.0.1',1795323506260,NULL);
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
INSERT INTO "domains" VALUES('default','Default','',1,1795323502110);
CREATE TABLE drained_guests (
  cell_id text not null,
  guest_id text not null,
  primary key (cell_id, guest_id)
) strict;
CREATE TABLE group_members (
  group_id text not null references groups (id) on delete cascade,
  user_id text not null references users (id) on delete cascade,
  nano integer not null,
  primary key (group_id, user_id)
) strict;
INSERT INTO "group_members" VALUES('d912699a-1939-4967-9ea4-011622184acf','2a7ff80a-e1bd-41d6-802c-5848ccf89c37',1);
CREATE TABLE group_roles (
  group_id text not null references groups (id) on delete cascade,
  position integer not null,
  role text not null references roles (name),
  primary key (group_id, position)
) strict;
INSERT INTO "group_roles" VALUES('d912699a-1939-4967-9ea4-011622184acf',0,'super');
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
INSERT INTO "groups" VALUES('d912699a-1939-4967-9ea4-011622184acf','default','admin','',1,0,0,0,NULL);
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
CREATE TABLE guest_moves (
  guest_id text not null primary key,
  cell_id text not null,
  pool text not null,
  storage text not null,
  group_id text not null,
  name text not null,
  cores integer not null,
  memory_bytes integer not null,
  disk_bytes integer not null
) strict;
CREATE TABLE guest_seen (
  guest_id text not null primary key references guests (id) on delete cascade,
  seen_at_ms integer not null,
  state text not null,
  address text not null
) strict;
INSERT INTO "guest_seen" VALUES('9d5f7140-4a33-4dbb-b996-dde2124fbad8',1795323510476,'running','10.17.182.96');
INSERT INTO "guest_seen" VALUES('a037d405-5c54-40ee-ae6b-df6b58036836',1795323508232,'stopped','');
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
, failover integer not null default 0, anti_affinity text not null default '', storage text not null default '', security_policy text not null default '{"defaultAction":"accept","rules":[]}') strict;
INSERT INTO "guests" VALUES('9d5f7140-4a33-4dbb-b996-dde2124fbad8','web','2a7ff80a-e1bd-41d6-802c-5848ccf89c37','admin','d912699a-1939-4967-9ea4-011622184acf','admin','default','ce1c0585-26cf-41ad-b6d3-7af3fb25b86c','ready',1,268435456,25165824,'[{"sizeBytes":16777216,"imageSha256":"","clone":"linked"},{"sizeBytes":8388608,"imageSha256":"","clone":"linked"}]','[{"ethernetAddress":"52:54:00:11:b6:60","network":"internal","address":"","gateway":"","dns":[],"assignment":"dhcp"}]','','{"display":"vga","control":"vnc","firmware":"bios","disk":"sata","network":"virtio","usb":"nec-xhci","tablet":"usb"}','linux','root','[]',NULL,'{"cpuPriority":"medium","readBytesPerSecond":0,"writeBytesPerSecond":0,"readIops":0,"writeIops":0,"receiveBytesPerSecond":0,"sendBytesPerSecond":0}',0,'bQjXdnwV',NULL,1795323507562,0,'','','{"defaultAction":"accept","rules":[]}');
INSERT INTO "guests" VALUES('a037d405-5c54-40ee-ae6b-df6b58036836','db','2a7ff80a-e1bd-41d6-802c-5848ccf89c37','admin','d912699a-1939-4967-9ea4-011622184acf','admin','default','bd63ecb0-cdc1-4374-ac4a-dde7e75b1dfe','ready',1,268435456,25165824,'[{"sizeBytes":16777216,"imageSha256":"","clone":"linked"},{"sizeBytes":8388608,"imageSha256":"","clone":"linked"}]','[{"ethernetAddress":"52:54:00:13:35:5a","network":"internal","address":"","gateway":"","dns":[],"assignment":"dhcp"}]','','{"display":"vga","control":"vnc","firmware":"bios","disk":"sata","network":"virtio","usb":"nec-xhci","tablet":"usb"}','linux','root','[]',NULL,'{"cpuPriority":"medium","readBytesPerSecond":0,"writeBytesPerSecond":0,"readIops":0,"writeIops":0,"receiveBytesPerSecond":0,"sendBytesPerSecond":0}',0,'g3mdUvMY',NULL,1795323508084,0,'','','{"defaultAction":"accept","rules":[]}');
CREATE TABLE identity_roles (
  id text not null primary key,
  name text not null unique
) strict;
INSERT INTO "identity_roles" VALUES('815296ef-94c9-4c24-9342-6a5f7d0ff0ae','admin');
INSERT INTO "identity_roles" VALUES('8e6bde31-39e0-4b36-b602-2f7934b5a215','member');
INSERT INTO "identity_roles" VALUES('3d9a84e9-5329-4f1b-8844-181c71ebede6','project_admin');
INSERT INTO "identity_roles" VALUES('b7618260-d782-4c34-98b9-12e355627f53','project_mod');
CREATE TABLE image_tags (
  image_id text not null references images (id) on delete cascade,
  tag text not null,
  primary key (image_id, tag)
) strict;
INSERT INTO "image_tags" VALUES('97e596f2-166e-4314-9394-039a3db743f8','linux');
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
INSERT INTO "images" VALUES('97e596f2-166e-4314-9394-039a3db743f8','disk','base','2a7ff80a-e1bd-41d6-802c-5848ccf89c37','admin','d912699a-1939-4967-9ea4-011622184acf','admin','an image','["linux"]','empty',0,NULL,NULL,1795323509962,1795323509962);
CREATE TABLE join_tokens (
  id text not null primary key,
  secret_hash text not null,
  created_at_ms integer not null,
  expires_at_ms integer not null,
  used_by_cell_id text,
  pool text
) strict;
INSERT INTO "join_tokens" VALUES('929d50d8-3b5a-4b89-83a5-fa04dbad0dbb','DS96zL0vITagqsMREg-S3IslqOM6iroOlNbgpPw6PBQ',1795323502668,1795334302668,'ce1c0585-26cf-41ad-b6d3-7af3fb25b86c','default');
INSERT INTO "join_tokens" VALUES('2763214e-aff7-432b-b96f-149478461910','KbkcvUBZudyTsNgYcePfwHRGBVx6qZnJOfBLYWodlgY',1795323502750,1795334302750,'bd63ecb0-cdc1-4374-ac4a-dde7e75b1dfe','default');
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
INSERT INTO "operation_steps" VALUES('d5fbcfe1-0f46-41e1-bad2-bee460268eaa',0,'reserve','done',1,'null',1795323507649);
INSERT INTO "operation_steps" VALUES('d5fbcfe1-0f46-41e1-bad2-bee460268eaa',1,'pull-image','done',1,'null',1795323507651);
INSERT INTO "operation_steps" VALUES('d5fbcfe1-0f46-41e1-bad2-bee460268eaa',2,'create-on-cell','done',1,'null',1795323507786);
INSERT INTO "operation_steps" VALUES('d5fbcfe1-0f46-41e1-bad2-bee460268eaa',3,'record','done',1,'null',1795323507787);
INSERT INTO "operation_steps" VALUES('d5fbcfe1-0f46-41e1-bad2-bee460268eaa',4,'start-on-cell','done',1,'{"started":false}',1795323507787);
INSERT INTO "operation_steps" VALUES('a8fa9fed-82a8-405c-94a3-4d9c74228805',0,'reserve','done',1,'null',1795323508112);
INSERT INTO "operation_steps" VALUES('a8fa9fed-82a8-405c-94a3-4d9c74228805',1,'pull-image','done',1,'null',1795323508113);
INSERT INTO "operation_steps" VALUES('a8fa9fed-82a8-405c-94a3-4d9c74228805',2,'create-on-cell','done',1,'null',1795323508232);
INSERT INTO "operation_steps" VALUES('a8fa9fed-82a8-405c-94a3-4d9c74228805',3,'record','done',1,'null',1795323508233);
INSERT INTO "operation_steps" VALUES('a8fa9fed-82a8-405c-94a3-4d9c74228805',4,'start-on-cell','done',1,'{"started":false}',1795323508233);
INSERT INTO "operation_steps" VALUES('d92f86c7-8cf9-4fa9-8eb4-afee775a962b',0,'create-on-cell','done',1,'null',1795323508428);
INSERT INTO "operation_steps" VALUES('0867cf42-a291-40df-8e3a-d94c2ad68beb',0,'pull-image','done',1,'null',1795323509950);
INSERT INTO "operation_steps" VALUES('0867cf42-a291-40df-8e3a-d94c2ad68beb',1,'start-on-cell','done',1,'null',1795323509959);
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
INSERT INTO "operations" VALUES('d5fbcfe1-0f46-41e1-bad2-bee460268eaa','create-guest','guest','9d5f7140-4a33-4dbb-b996-dde2124fbad8','2a7ff80a-e1bd-41d6-802c-5848ccf89c37','admin','nano','84e9031f-ded3-4e3a-8003-3ba03a480683','done',100,NULL,'{"guestId":"9d5f7140-4a33-4dbb-b996-dde2124fbad8","cellId":"ce1c0585-26cf-41ad-b6d3-7af3fb25b86c","image":null,"placement":{"chosen":{"cellId":"ce1c0585-26cf-41ad-b6d3-7af3fb25b86c","name":"cell1"},"scores":[{"cellId":"ce1c0585-26cf-41ad-b6d3-7af3fb25b86c","name":"cell1","score":44586.346666666665},{"cellId":"bd63ecb0-cdc1-4374-ac4a-dde7e75b1dfe","name":"cell2","score":44586.346666666665}],"refused":[]}}','{"guest":"9d5f7140-4a33-4dbb-b996-dde2124fbad8","placement":{"chosen":{"cellId":"ce1c0585-26cf-41ad-b6d3-7af3fb25b86c","name":"cell1"},"scores":[{"cellId":"ce1c0585-26cf-41ad-b6d3-7af3fb25b86c","name":"cell1","score":44586.346666666665},{"cellId":"bd63ecb0-cdc1-4374-ac4a-dde7e75b1dfe","name":"cell2","score":44586.346666666665}],"refused":[]}}',1,0,1795323507562,1795323507639,1795323507787);
INSERT INTO "operations" VALUES('a8fa9fed-82a8-405c-94a3-4d9c74228805','create-guest','guest','a037d405-5c54-40ee-ae6b-df6b58036836','2a7ff80a-e1bd-41d6-802c-5848ccf89c37','admin','nano','87e6d6a5-4f28-43f8-b55d-9575f550fdf9','done',100,NULL,'{"guestId":"a037d405-5c54-40ee-ae6b-df6b58036836","cellId":"bd63ecb0-cdc1-4374-ac4a-dde7e75b1dfe","image":null,"placement":{"chosen":{"cellId":"bd63ecb0-cdc1-4374-ac4a-dde7e75b1dfe","name":"cell2"},"scores":[{"cellId":"bd63ecb0-cdc1-4374-ac4a-dde7e75b1dfe","name":"cell2","score":44586.346666666665},{"cellId":"ce1c0585-26cf-41ad-b6d3-7af3fb25b86c","name":"cell1","score":44585.338528645836}],"refused":[]}}','{"guest":"a037d405-5c54-40ee-ae6b-df6b58036836","placement":{"chosen":{"cellId":"bd63ecb0-cdc1-4374-ac4a-dde7e75b1dfe","name":"cell2"},"scores":[{"cellId":"bd63ecb0-cdc1-4374-ac4a-dde7e75b1dfe","name":"cell2","score":44586.346666666665},{"cellId":"ce1c0585-26cf-41ad-b6d3-7af3fb25b86c","name":"cell1","score":44585.338528645836}],"refused":[]}}',1,0,1795323508084,1795323508106,1795323508233);
INSERT INTO "operations" VALUES('d92f86c7-8cf9-4fa9-8eb4-afee775a962b','create-snapshot','guest','9d5f7140-4a33-4dbb-b996-dde2124fbad8','2a7ff80a-e1bd-41d6-802c-5848ccf89c37','admin','nano','d6f5baf5-c719-4ca5-93e2-e9954ac01569','done',100,NULL,'{"guestId":"9d5f7140-4a33-4dbb-b996-dde2124fbad8","cellId":"ce1c0585-26cf-41ad-b6d3-7af3fb25b86c","name":"clean","description":"as installed"}','null',0,0,1795323508414,1795323508420,1795323508428);
INSERT INTO "operations" VALUES('0867cf42-a291-40df-8e3a-d94c2ad68beb','start-guest','guest','9d5f7140-4a33-4dbb-b996-dde2124fbad8','2a7ff80a-e1bd-41d6-802c-5848ccf89c37','admin','nano','6202703c-fdc7-436d-b713-929fe865eebd','done',100,NULL,'{"guestId":"9d5f7140-4a33-4dbb-b996-dde2124fbad8","cellId":"ce1c0585-26cf-41ad-b6d3-7af3fb25b86c","image":null,"boot":{"type":"disk"}}','null',0,0,1795323509948,1795323509950,1795323509959);
CREATE TABLE password_history (
  user_id text not null references users (id) on delete cascade,
  password_hash text not null,
  replaced_at_ms integer not null,
  primary key (user_id, password_hash)
) strict;
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
INSERT INTO "policy_groups" VALUES('107b6702-7966-4b29-9e64-6f5ea233acff','front','','2a7ff80a-e1bd-41d6-802c-5848ccf89c37','admin','d912699a-1939-4967-9ea4-011622184acf','admin',1,0,'accept','[]',1795323509966,1795323509966);
CREATE TABLE pools (
  name text not null primary key,
  enabled integer not null,
  storage text not null,
  network text not null,
  failover integer not null,
  created_at_ms integer not null
) strict;
INSERT INTO "pools" VALUES('default',1,'','',0,1795323501942);
CREATE TABLE projects (
  id text not null primary key,
  domain_id text not null references domains (id),
  name text not null,
  description text not null,
  enabled integer not null,
  created_at_ms integer not null, parent_id text references projects (id), is_domain integer not null default 0, tags text not null default '[]',
  unique (domain_id, name)
) strict;
INSERT INTO "projects" VALUES('b29c018e-be8a-4eac-aaf7-fdc5b163924c','default','admin','',1,1795323502110,NULL,0,'[]');
CREATE TABLE role_assignments (
  role_id text not null references identity_roles (id) on delete cascade,
  actor_kind text not null,
  actor_id text not null,
  target_kind text not null,
  target_id text not null,
  inherited integer not null,
  primary key (actor_kind, actor_id, target_kind, target_id, role_id, inherited)
) strict;
INSERT INTO "role_assignments" VALUES('815296ef-94c9-4c24-9342-6a5f7d0ff0ae','user','2a7ff80a-e1bd-41d6-802c-5848ccf89c37','project','b29c018e-be8a-4eac-aaf7-fdc5b163924c',0);
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
INSERT INTO "schema_migrations" VALUES(1,'init',1795323500978);
INSERT INTO "schema_migrations" VALUES(2,'batches',1795323500999);
INSERT INTO "schema_migrations" VALUES(3,'snapshots',1795323501065);
INSERT INTO "schema_migrations" VALUES(4,'guest-accounts',1795323501065);
INSERT INTO "schema_migrations" VALUES(5,'warnings',1795323501065);
INSERT INTO "schema_migrations" VALUES(6,'policy-groups',1795323501066);
INSERT INTO "schema_migrations" VALUES(7,'audit-search',1795323501066);
INSERT INTO "schema_migrations" VALUES(8,'identity',1795323501066);
INSERT INTO "schema_migrations" VALUES(9,'api-tokens',1795323501076);
INSERT INTO "schema_migrations" VALUES(10,'run-leases',1795323501077);
INSERT INTO "schema_migrations" VALUES(11,'usage',1795323501077);
INSERT INTO "schema_migrations" VALUES(12,'address-pools',1795323501077);
INSERT INTO "schema_migrations" VALUES(13,'anti-affinity',1795323501078);
INSERT INTO "schema_migrations" VALUES(14,'storage-pools',1795323501078);
INSERT INTO "schema_migrations" VALUES(15,'second-factors',1795323501079);
INSERT INTO "schema_migrations" VALUES(16,'password-policy',1795323501079);
INSERT INTO "schema_migrations" VALUES(17,'guest-policies',1795323501079);
INSERT INTO "schema_migrations" VALUES(18,'guest-moves',1795323501081);
CREATE TABLE second_factors (
  user_id text not null primary key references users (id) on delete cascade,
  secret text not null,
  confirmed_at_ms integer,
  last_step integer not null,
  recovery_hashes text not null,
  created_at_ms integer not null
) strict;
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
INSERT INTO "sessions" VALUES('ncMxrVvbN7_cu5FgT2fubQfto2ekcFDGPrJ97PSXOMs','2a7ff80a-e1bd-41d6-802c-5848ccf89c37','admin','d912699a-1939-4967-9ea4-011622184acf','admin','["dashboard","compute_pool","address_pool","storage_pool","instance","image","media","templates","policies","user","log","visibility"]','127.0.0.1',1795323502461,1795323682461);
INSERT INTO "sessions" VALUES('aHmPwLrQWV44-w0JzYQM3wMbeP4fiW8AacQZt7Ovzvc','2a7ff80a-e1bd-41d6-802c-5848ccf89c37','admin','d912699a-1939-4967-9ea4-011622184acf','admin','["dashboard","compute_pool","address_pool","storage_pool","instance","image","media","templates","policies","user","log","visibility"]','127.0.0.1',1795323507381,1795323687381);
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
INSERT INTO "snapshots" VALUES('9d5f7140-4a33-4dbb-b996-dde2124fbad8','clean','as installed',1795323508423,0,'',1);
CREATE TABLE storage_pools (
  name text not null primary key,
  id text not null,
  type text not null,
  host text not null,
  target text not null,
  begun integer not null,
  created_at_ms integer not null
) strict;
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
INSERT INTO "templates" VALUES('dc17crdifirm18e315tg',1,'CentOS 7','root','linux','{"display":"vga","control":"vnc","firmware":"bios","disk":"scsi","network":"virtio","usb":"nec-xhci","tablet":"usb"}',1795323501942,1795323501942);
INSERT INTO "templates" VALUES('dc17crcm4fnqlnfrgf3g',2,'CentOS 6','root','linux','{"display":"vga","control":"vnc","firmware":"bios","disk":"sata","network":"virtio","usb":"nec-xhci","tablet":"usb"}',1795323501943,1795323501943);
INSERT INTO "templates" VALUES('dc17crcftdhjhvfs6k00',3,'Windows Server 2012','Administrator','windows','{"display":"vga","control":"vnc","firmware":"bios","disk":"sata","network":"e1000","usb":"nec-xhci","tablet":"usb"}',1795323501944,1795323501944);
INSERT INTO "templates" VALUES('dc17cre4gr4ud5guqpp0',4,'General','root','linux','{"display":"vga","control":"vnc","firmware":"bios","disk":"sata","network":"rtl8139","usb":"","tablet":"usb"}',1795323501945,1795323501945);
INSERT INTO "templates" VALUES('dc17crcr1duki0uce8kg',5,'Legacy','root','linux','{"display":"cirrus","control":"vnc","firmware":"bios","disk":"ide","network":"rtl8139","usb":"","tablet":""}',1795323501946,1795323501946);
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
INSERT INTO "usage_hours" VALUES('ce1c0585-26cf-41ad-b6d3-7af3fb25b86c',498700,X'FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFA704FE9300A4B44850483244723F');
INSERT INTO "usage_hours" VALUES('bd63ecb0-cdc1-4374-ac4a-dde7e75b1dfe',498700,X'FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0004009400A40000000000000000');
INSERT INTO "usage_hours" VALUES('9d5f7140-4a33-4dbb-b996-dde2124fbad8',498700,X'FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFDD0DB76D0E605A4AF749D9451841');
CREATE TABLE users (
  id text not null primary key,
  domain_id text not null,
  name text not null,
  nick text not null,
  mail text not null,
  enabled integer not null,
  password_hash text not null,
  created_at_ms integer not null, description text not null default '', default_project_id text, password_changed_at_ms integer not null default 0, grace_logins_used integer not null default 0,
  unique (domain_id, name)
) strict;
INSERT INTO "users" VALUES('2a7ff80a-e1bd-41d6-802c-5848ccf89c37','default','admin','','',1,'scrypt$16384$8$1$6IWzzbMXcklEBtw5LyBwbg$L-S6l47cDC7ubDC3MF-PbeEJv98BUITwTdEuJcSVR2s',1795323502110,'',NULL,1795323502110,0);
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
INSERT INTO "warnings" VALUES('e85be827-8af6-47c8-b8b2-1fda2146f032','simulated','ce1c0585-26cf-41ad-b6d3-7af3fb25b86c','','The guests of this cell are simulated: nothing really runs.',1795323506055,1795323506055,1,NULL,NULL,NULL);
INSERT INTO "warnings" VALUES('63270477-0f2b-4803-b82a-3f78350b40e6','simulated','bd63ecb0-cdc1-4374-ac4a-dde7e75b1dfe','','The guests of this cell are simulated: nothing really runs.',1795323506735,1795323506735,1,NULL,NULL,NULL);
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
CREATE INDEX guests_anti_affinity on guests (pool, group_id, anti_affinity, cell_id) where anti_affinity <> '';
CREATE INDEX password_history_age on password_history (user_id, replaced_at_ms);
CREATE UNIQUE INDEX guest_moves_name on guest_moves (pool, group_id, name);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('audit',19);
COMMIT;
