-- admin QVj6jqPSfVtLpwwCa1A
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
INSERT INTO "address_pools" VALUES('lan',168361985,'[168361985]','dhcp','internal',1795323527191);
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
CREATE TABLE adjutant_notifications (
  sequence integer primary key autoincrement,
  id text not null unique,
  task_id text references adjutant_tasks (id) on delete cascade,
  notes text not null,
  error integer not null,
  acknowledged integer not null,
  created_at_ms integer not null
) strict;
CREATE TABLE adjutant_tasks (
  sequence integer primary key autoincrement,
  id text not null unique,
  type text not null,
  submitted_as text not null,
  project_id text,
  duplicate_key text not null,
  revision integer not null,
  cancelled integer not null,
  approved integer not null,
  completed integer not null,
  created_at_ms integer not null,
  approved_at_ms integer,
  completed_at_ms integer,
  address text not null,
  requester text not null,
  approved_by text not null,
  actions text not null,
  task_notes text not null,
  action_notes text not null
) strict;
CREATE TABLE adjutant_tokens (
  id text not null primary key,
  secret_hash text not null unique,
  task_id text not null references adjutant_tasks (id) on delete cascade,
  created_at_ms integer not null,
  expires_at_ms integer not null
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
INSERT INTO "api_tokens" VALUES('0e9b46f2-0701-4b42-9ba9-c9eea8e667b3','script','8691d403-61c0-4a69-9d60-3a9250b42637','S113TRO6lVdQTKpXU992QVnA_hMCX0rv6vDwPFfvQhU','{"menus":null,"projectId":null,"roles":null}',1795323527268,1803099527268,NULL,'');
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
INSERT INTO "audit" VALUES(1,1795323521196,'system','system','system','127.0.0.1','572e7ab9-1905-4b3f-acc6-d92ce9aa1a65','initialize-system','user','8691d403-61c0-4a69-9d60-3a9250b42637','done',NULL);
INSERT INTO "audit" VALUES(2,1795323521759,'8691d403-61c0-4a69-9d60-3a9250b42637','admin','nano','127.0.0.1','9acb7743-614d-49e8-8d9e-53a6cc1a3668','create-session','user','8691d403-61c0-4a69-9d60-3a9250b42637','done',NULL);
INSERT INTO "audit" VALUES(3,1795323521996,'8691d403-61c0-4a69-9d60-3a9250b42637','admin','nano','127.0.0.1','5448a180-20b3-4c12-96f8-98d96cd916ca','create-join-token','join-token','22083916-0bff-40a7-b962-20a9eb2f6218','done','{"pool":"default","expiresAtMs":1795334321996}');
INSERT INTO "audit" VALUES(4,1795323522081,'8691d403-61c0-4a69-9d60-3a9250b42637','admin','nano','127.0.0.1','cf1558d3-714f-4149-a718-a805cb98de5a','create-join-token','join-token','11134033-d7da-49df-ba41-d4c888e595c8','done','{"pool":"default","expiresAtMs":1795334322081}');
INSERT INTO "audit" VALUES(5,1795323522831,'system','system','system','127.0.0.1','0b6c7984-ace7-4962-814c-32a3642c6823','enrol-cell','cell','a08ea092-2151-4041-ae37-53ee4da46082','done','{"name":"cell1","pool":"default","address":"127.0.0.1:31511","token":"22083916-0bff-40a7-b962-20a9eb2f6218"}');
INSERT INTO "audit" VALUES(6,1795323523476,'system','system','system','127.0.0.1','5c0742e0-8101-4e5e-a4d1-f562e03c756c','enrol-cell','cell','2e03d942-ffc0-42fe-b34e-b496425763ec','done','{"name":"cell2","pool":"default","address":"127.0.0.1:24751","token":"11134033-d7da-49df-ba41-d4c888e595c8"}');
INSERT INTO "audit" VALUES(7,1795323524210,'8691d403-61c0-4a69-9d60-3a9250b42637','admin','nano','127.0.0.1','3fad2a55-6895-4636-83f2-0234c6295151','create-session','user','8691d403-61c0-4a69-9d60-3a9250b42637','done',NULL);
INSERT INTO "audit" VALUES(8,1795323524485,'8691d403-61c0-4a69-9d60-3a9250b42637','admin','nano','127.0.0.1','fd2bb000-f415-40a0-bfce-6b4c6bf3797e','create-guest','guest','e1c5b839-e376-4497-9abb-81ef765b9b9e','accepted','{"operation":"6da4a71a-011f-4042-bce2-1724c6416e97","name":"web","pool":"default","cell":"cell1"}');
INSERT INTO "audit" VALUES(9,1795323524970,'8691d403-61c0-4a69-9d60-3a9250b42637','admin','nano','','fd2bb000-f415-40a0-bfce-6b4c6bf3797e','create-guest','guest','e1c5b839-e376-4497-9abb-81ef765b9b9e','done','{"operation":"6da4a71a-011f-4042-bce2-1724c6416e97"}');
INSERT INTO "audit" VALUES(10,1795323525083,'8691d403-61c0-4a69-9d60-3a9250b42637','admin','nano','127.0.0.1','9c9600fb-598c-4240-a7dd-9fcef9e3b631','create-guest','guest','0d66b64e-78f7-4dd8-947e-b8d3712dedc7','accepted','{"operation":"ee871448-520c-4305-af8c-592b5496221c","name":"db","pool":"default","cell":"cell2"}');
INSERT INTO "audit" VALUES(11,1795323525178,'8691d403-61c0-4a69-9d60-3a9250b42637','admin','nano','','9c9600fb-598c-4240-a7dd-9fcef9e3b631','create-guest','guest','0d66b64e-78f7-4dd8-947e-b8d3712dedc7','done','{"operation":"ee871448-520c-4305-af8c-592b5496221c"}');
INSERT INTO "audit" VALUES(12,1795323525388,'8691d403-61c0-4a69-9d60-3a9250b42637','admin','nano','127.0.0.1','0651ddbf-2bf4-47f0-a9b7-48108009d120','create-snapshot','guest','e1c5b839-e376-4497-9abb-81ef765b9b9e','accepted','{"operation":"78375bbc-a432-4626-b7df-6a2d203b722c","name":"web","snapshot":"clean"}');
INSERT INTO "audit" VALUES(13,1795323525456,'8691d403-61c0-4a69-9d60-3a9250b42637','admin','nano','','0651ddbf-2bf4-47f0-a9b7-48108009d120','create-snapshot','guest','e1c5b839-e376-4497-9abb-81ef765b9b9e','done','{"operation":"78375bbc-a432-4626-b7df-6a2d203b722c"}');
INSERT INTO "audit" VALUES(14,1795323526968,'8691d403-61c0-4a69-9d60-3a9250b42637','admin','nano','127.0.0.1','fd5edc38-aa71-4e0a-8b0e-ac898a86c51d','start-guest','guest','e1c5b839-e376-4497-9abb-81ef765b9b9e','accepted','{"operation":"3d1e0f35-347e-4af7-93f4-7932439d1e08","name":"web"}');
INSERT INTO "audit" VALUES(15,1795323527025,'8691d403-61c0-4a69-9d60-3a9250b42637','admin','nano','','fd5edc38-aa71-4e0a-8b0e-ac898a86c51d','start-guest','guest','e1c5b839-e376-4497-9abb-81ef765b9b9e','done','{"operation":"3d1e0f35-347e-4af7-93f4-7932439d1e08"}');
INSERT INTO "audit" VALUES(16,1795323527102,'8691d403-61c0-4a69-9d60-3a9250b42637','admin','nano','127.0.0.1','55c6c502-660f-4dd6-aa71-893e58e2a92f','create-image','image','c843556a-b5ed-4baf-8a6a-48664434510e','done','{"kind":"disk","name":"base","owner":"admin","group":"admin"}');
INSERT INTO "audit" VALUES(17,1795323527168,'8691d403-61c0-4a69-9d60-3a9250b42637','admin','nano','127.0.0.1','7e7fff0a-4f09-449d-a94c-f60d47bf0480','create-policy-group','policy-group','947ae2c9-f085-4765-9901-289ae733c5a0','done','{"name":"front","enabled":true,"global":false,"defaultAction":"accept","owner":"admin","group":"admin"}');
INSERT INTO "audit" VALUES(18,1795323527191,'8691d403-61c0-4a69-9d60-3a9250b42637','admin','nano','127.0.0.1','b54e1bb8-85d6-4dc2-8a2d-b48df6fde1ae','create-address-pool','address-pool','lan','done','{"gateway":"10.9.0.1","dns":["10.9.0.1"],"provider":"dhcp","mode":"internal"}');
INSERT INTO "audit" VALUES(19,1795323527268,'8691d403-61c0-4a69-9d60-3a9250b42637','admin','nano','127.0.0.1','5de98cf6-79cf-4020-ab6c-c8e2a3be3ce6','create-api-token','api-token','0e9b46f2-0701-4b42-9ba9-c9eea8e667b3','done','{"name":"script","scope":{"menus":null,"projectId":null,"roles":null},"expiresAtMs":1803099527268}');
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
INSERT INTO "cell_demand" VALUES('a08ea092-2151-4041-ae37-53ee4da46082',1,1,268435456,25165824,0,0);
INSERT INTO "cell_demand" VALUES('2e03d942-ffc0-42fe-b34e-b496425763ec',1,1,268435456,25165824,0,0);
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
INSERT INTO "cells" VALUES('a08ea092-2151-4041-ae37-53ee4da46082','cell1','default',1,'127.0.0.1:31511','127.0.0.1',1795323522831,NULL);
INSERT INTO "cells" VALUES('2e03d942-ffc0-42fe-b34e-b496425763ec','cell2','default',1,'127.0.0.1:24751','127.0.0.1',1795323523476,NULL);
CREATE TABLE channels (
  id_hash text not null primary key,
  guest_id text not null,
  credential_hash text not null,
  user_id text not null,
  user_name text not null,
  expires_at_ms integer not null
) strict;
CREATE TABLE desktop_assignment_history (
  id integer primary key autoincrement,
  server_id text not null,
  project_id text not null,
  holder_kind text not null,
  holder_id text not null,
  action text not null,
  at_ms integer not null,
  actor_id text not null,
  actor_name text not null
) strict;
CREATE TABLE desktop_assignments (
  server_id text not null references desktop_servers (id) on delete cascade,
  holder_kind text not null,
  holder_id text not null,
  project_id text not null,
  created_at_ms integer not null,
  primary key (server_id, holder_kind, holder_id)
) strict;
CREATE TABLE desktop_projects (
  project_id text not null primary key references projects (id) on delete cascade,
  flavor_id text not null references flavors (id),
  image_id text not null,
  mode text not null,
  network text,
  zone text not null,
  init_script text,
  min_reserve integer,
  name_pattern text,
  user_volumes integer not null,
  volume_size_gib integer,
  volume_type text,
  on_release text not null,
  max_users_per_server integer,
  next_number integer not null,
  created_at_ms integer not null
) strict;
CREATE TABLE desktop_requests (
  id text not null primary key,
  user_id text not null,
  user_name text not null,
  project_id text not null,
  state text not null,
  server_id text,
  address text,
  connection text,
  client_os text,
  client_info text,
  error text,
  created_at_ms integer not null,
  finished_at_ms integer
) strict;
CREATE TABLE desktop_servers (
  id text not null primary key,
  project_id text not null references desktop_projects (project_id),
  name text not null,
  description text not null,
  state text not null,
  origin text not null,
  reservation_id text not null,
  launch_index integer not null,
  created_at_ms integer not null
) strict;
CREATE TABLE desktop_sessions (
  id text not null primary key,
  server_id text not null,
  server_name text not null,
  project_id text not null,
  user_id text not null,
  user_name text not null,
  connection text not null,
  client_ip text,
  client_os text,
  client_info text,
  created_at_ms integer not null,
  seen_at_ms integer not null,
  closed_at_ms integer
) strict;
CREATE TABLE domains (
  id text not null primary key,
  name text not null unique,
  description text not null,
  enabled integer not null,
  created_at_ms integer not null
) strict;
INSERT INTO "domains" VALUES('default','Default','',1,1795323521196);
CREATE TABLE drained_guests (
  cell_id text not null,
  guest_id text not null,
  primary key (cell_id, guest_id)
) strict;
CREATE TABLE flavors (
  id text not null primary key,
  name text not null unique,
  description text not null,
  cores integer not null,
  memory_bytes integer not null,
  disk_bytes integer not null,
  created_at_ms integer not null
) strict;
CREATE TABLE floating_ips (
  id text not null primary key,
  network text not null,
  address text not null,
  description text not null,
  created_at_ms integer not null,
  unique (network, address)
) strict;
CREATE TABLE group_members (
  group_id text not null references groups (id) on delete cascade,
  user_id text not null references users (id) on delete cascade,
  nano integer not null,
  primary key (group_id, user_id)
) strict;
INSERT INTO "group_members" VALUES('caee73d4-d941-48ff-b1ed-12b9750d3371','8691d403-61c0-4a69-9d60-3a9250b42637',1);
CREATE TABLE group_roles (
  group_id text not null references groups (id) on delete cascade,
  position integer not null,
  role text not null references roles (name),
  primary key (group_id, position)
) strict;
INSERT INTO "group_roles" VALUES('caee73d4-d941-48ff-b1ed-12b9750d3371',0,'super');
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
INSERT INTO "groups" VALUES('caee73d4-d941-48ff-b1ed-12b9750d3371','default','admin','',1,0,0,0,NULL);
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
INSERT INTO "guest_seen" VALUES('e1c5b839-e376-4497-9abb-81ef765b9b9e',1795323527538,'running','10.84.88.243');
INSERT INTO "guest_seen" VALUES('0d66b64e-78f7-4dd8-947e-b8d3712dedc7',1795323525177,'stopped','');
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
, failover integer not null default 0, anti_affinity text not null default '', storage text not null default '', security_policy text not null default '{"defaultAction":"accept","rules":[]}', project_id text) strict;
INSERT INTO "guests" VALUES('e1c5b839-e376-4497-9abb-81ef765b9b9e','web','8691d403-61c0-4a69-9d60-3a9250b42637','admin','caee73d4-d941-48ff-b1ed-12b9750d3371','admin','default','a08ea092-2151-4041-ae37-53ee4da46082','ready',1,268435456,25165824,'[{"sizeBytes":16777216,"imageSha256":"","clone":"linked"},{"sizeBytes":8388608,"imageSha256":"","clone":"linked"}]','[{"ethernetAddress":"52:54:00:54:58:f3","network":"internal","address":"","gateway":"","dns":[],"assignment":"dhcp"}]','','{"display":"vga","control":"vnc","firmware":"bios","disk":"sata","network":"virtio","usb":"nec-xhci","tablet":"usb"}','linux','root','[]',NULL,'{"cpuPriority":"medium","readBytesPerSecond":0,"writeBytesPerSecond":0,"readIops":0,"writeIops":0,"receiveBytesPerSecond":0,"sendBytesPerSecond":0}',0,'5sto3Y6g',NULL,1795323524485,0,'','','{"defaultAction":"accept","rules":[]}',NULL);
INSERT INTO "guests" VALUES('0d66b64e-78f7-4dd8-947e-b8d3712dedc7','db','8691d403-61c0-4a69-9d60-3a9250b42637','admin','caee73d4-d941-48ff-b1ed-12b9750d3371','admin','default','2e03d942-ffc0-42fe-b34e-b496425763ec','ready',1,268435456,25165824,'[{"sizeBytes":16777216,"imageSha256":"","clone":"linked"},{"sizeBytes":8388608,"imageSha256":"","clone":"linked"}]','[{"ethernetAddress":"52:54:00:e4:c3:57","network":"internal","address":"","gateway":"","dns":[],"assignment":"dhcp"}]','','{"display":"vga","control":"vnc","firmware":"bios","disk":"sata","network":"virtio","usb":"nec-xhci","tablet":"usb"}','linux','root','[]',NULL,'{"cpuPriority":"medium","readBytesPerSecond":0,"writeBytesPerSecond":0,"readIops":0,"writeIops":0,"receiveBytesPerSecond":0,"sendBytesPerSecond":0}',0,'2YkmeyT6',NULL,1795323525083,0,'','','{"defaultAction":"accept","rules":[]}',NULL);
CREATE TABLE identity_roles (
  id text not null primary key,
  name text not null unique
) strict;
INSERT INTO "identity_roles" VALUES('0d741337-8ff2-410c-ad39-4a8bc7e3d243','admin');
INSERT INTO "identity_roles" VALUES('783e3805-3d6c-4f12-8b5a-8d328f04ed8e','member');
INSERT INTO "identity_roles" VALUES('a98dc0e4-e8b0-43c4-bffe-e0ec0bcff268','project_admin');
INSERT INTO "identity_roles" VALUES('2ec5ed46-fe19-4d33-9805-cb5be27d96cd','project_mod');
CREATE TABLE image_tags (
  image_id text not null references images (id) on delete cascade,
  tag text not null,
  primary key (image_id, tag)
) strict;
INSERT INTO "image_tags" VALUES('c843556a-b5ed-4baf-8a6a-48664434510e','linux');
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
INSERT INTO "images" VALUES('c843556a-b5ed-4baf-8a6a-48664434510e','disk','base','8691d403-61c0-4a69-9d60-3a9250b42637','admin','caee73d4-d941-48ff-b1ed-12b9750d3371','admin','an image','["linux"]','empty',0,NULL,NULL,1795323527102,1795323527102);
CREATE TABLE join_tokens (
  id text not null primary key,
  secret_hash text not null,
  created_at_ms integer not null,
  expires_at_ms integer not null,
  used_by_cell_id text,
  pool text
) strict;
INSERT INTO "join_tokens" VALUES('22083916-0bff-40a7-b962-20a9eb2f6218','mZFSskzQXFwqGyBKmlq1ZQeVi-kf2bkt8DtQUk8zReo',1795323521996,1795334321996,'a08ea092-2151-4041-ae37-53ee4da46082','default');
INSERT INTO "join_tokens" VALUES('11134033-d7da-49df-ba41-d4c888e595c8','lvw_GVr5nb0x2wM2qcZ0ASBq1vhb1TSx4gh8qSVpMgs',1795323522081,1795334322081,'2e03d942-ffc0-42fe-b34e-b496425763ec','default');
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
INSERT INTO "operation_steps" VALUES('6da4a71a-011f-4042-bce2-1724c6416e97',0,'reserve','done',1,'null',1795323524648);
INSERT INTO "operation_steps" VALUES('6da4a71a-011f-4042-bce2-1724c6416e97',1,'pull-image','done',1,'null',1795323524673);
INSERT INTO "operation_steps" VALUES('6da4a71a-011f-4042-bce2-1724c6416e97',2,'create-on-cell','done',1,'null',1795323524903);
INSERT INTO "operation_steps" VALUES('6da4a71a-011f-4042-bce2-1724c6416e97',3,'record','done',1,'null',1795323524970);
INSERT INTO "operation_steps" VALUES('6da4a71a-011f-4042-bce2-1724c6416e97',4,'start-on-cell','done',1,'{"started":false}',1795323524970);
INSERT INTO "operation_steps" VALUES('ee871448-520c-4305-af8c-592b5496221c',0,'reserve','done',1,'null',1795323525121);
INSERT INTO "operation_steps" VALUES('ee871448-520c-4305-af8c-592b5496221c',1,'pull-image','done',1,'null',1795323525122);
INSERT INTO "operation_steps" VALUES('ee871448-520c-4305-af8c-592b5496221c',2,'create-on-cell','done',1,'null',1795323525177);
INSERT INTO "operation_steps" VALUES('ee871448-520c-4305-af8c-592b5496221c',3,'record','done',1,'null',1795323525178);
INSERT INTO "operation_steps" VALUES('ee871448-520c-4305-af8c-592b5496221c',4,'start-on-cell','done',1,'{"started":false}',1795323525178);
INSERT INTO "operation_steps" VALUES('78375bbc-a432-4626-b7df-6a2d203b722c',0,'create-on-cell','done',1,'null',1795323525440);
INSERT INTO "operation_steps" VALUES('3d1e0f35-347e-4af7-93f4-7932439d1e08',0,'pull-image','done',1,'null',1795323526973);
INSERT INTO "operation_steps" VALUES('3d1e0f35-347e-4af7-93f4-7932439d1e08',1,'start-on-cell','done',1,'null',1795323527021);
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
INSERT INTO "operations" VALUES('6da4a71a-011f-4042-bce2-1724c6416e97','create-guest','guest','e1c5b839-e376-4497-9abb-81ef765b9b9e','8691d403-61c0-4a69-9d60-3a9250b42637','admin','nano','fd2bb000-f415-40a0-bfce-6b4c6bf3797e','done',100,NULL,'{"guestId":"e1c5b839-e376-4497-9abb-81ef765b9b9e","cellId":"a08ea092-2151-4041-ae37-53ee4da46082","image":null,"placement":{"chosen":{"cellId":"a08ea092-2151-4041-ae37-53ee4da46082","name":"cell1"},"scores":[{"cellId":"a08ea092-2151-4041-ae37-53ee4da46082","name":"cell1","score":44586.346666666665},{"cellId":"2e03d942-ffc0-42fe-b34e-b496425763ec","name":"cell2","score":44586.346666666665}],"refused":[]}}','{"guest":"e1c5b839-e376-4497-9abb-81ef765b9b9e","placement":{"chosen":{"cellId":"a08ea092-2151-4041-ae37-53ee4da46082","name":"cell1"},"scores":[{"cellId":"a08ea092-2151-4041-ae37-53ee4da46082","name":"cell1","score":44586.346666666665},{"cellId":"2e03d942-ffc0-42fe-b34e-b496425763ec","name":"cell2","score":44586.346666666665}],"refused":[]}}',1,0,1795323524485,1795323524571,1795323524970);
INSERT INTO "operations" VALUES('ee871448-520c-4305-af8c-592b5496221c','create-guest','guest','0d66b64e-78f7-4dd8-947e-b8d3712dedc7','8691d403-61c0-4a69-9d60-3a9250b42637','admin','nano','9c9600fb-598c-4240-a7dd-9fcef9e3b631','done',100,NULL,'{"guestId":"0d66b64e-78f7-4dd8-947e-b8d3712dedc7","cellId":"2e03d942-ffc0-42fe-b34e-b496425763ec","image":null,"placement":{"chosen":{"cellId":"2e03d942-ffc0-42fe-b34e-b496425763ec","name":"cell2"},"scores":[{"cellId":"2e03d942-ffc0-42fe-b34e-b496425763ec","name":"cell2","score":44586.346666666665},{"cellId":"a08ea092-2151-4041-ae37-53ee4da46082","name":"cell1","score":44585.346666666665}],"refused":[]}}','{"guest":"0d66b64e-78f7-4dd8-947e-b8d3712dedc7","placement":{"chosen":{"cellId":"2e03d942-ffc0-42fe-b34e-b496425763ec","name":"cell2"},"scores":[{"cellId":"2e03d942-ffc0-42fe-b34e-b496425763ec","name":"cell2","score":44586.346666666665},{"cellId":"a08ea092-2151-4041-ae37-53ee4da46082","name":"cell1","score":44585.346666666665}],"refused":[]}}',1,0,1795323525083,1795323525086,1795323525178);
INSERT INTO "operations" VALUES('78375bbc-a432-4626-b7df-6a2d203b722c','create-snapshot','guest','e1c5b839-e376-4497-9abb-81ef765b9b9e','8691d403-61c0-4a69-9d60-3a9250b42637','admin','nano','0651ddbf-2bf4-47f0-a9b7-48108009d120','done',100,NULL,'{"guestId":"e1c5b839-e376-4497-9abb-81ef765b9b9e","cellId":"a08ea092-2151-4041-ae37-53ee4da46082","name":"clean","description":"as installed"}','null',0,0,1795323525388,1795323525390,1795323525456);
INSERT INTO "operations" VALUES('3d1e0f35-347e-4af7-93f4-7932439d1e08','start-guest','guest','e1c5b839-e376-4497-9abb-81ef765b9b9e','8691d403-61c0-4a69-9d60-3a9250b42637','admin','nano','fd5edc38-aa71-4e0a-8b0e-ac898a86c51d','done',100,NULL,'{"guestId":"e1c5b839-e376-4497-9abb-81ef765b9b9e","cellId":"a08ea092-2151-4041-ae37-53ee4da46082","image":null,"boot":{"type":"disk"}}','null',0,0,1795323526968,1795323526973,1795323527025);
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
INSERT INTO "policy_groups" VALUES('947ae2c9-f085-4765-9901-289ae733c5a0','front','','8691d403-61c0-4a69-9d60-3a9250b42637','admin','caee73d4-d941-48ff-b1ed-12b9750d3371','admin',1,0,'accept','[]',1795323527168,1795323527168);
CREATE TABLE pools (
  name text not null primary key,
  enabled integer not null,
  storage text not null,
  network text not null,
  failover integer not null,
  created_at_ms integer not null
) strict;
INSERT INTO "pools" VALUES('default',1,'','',0,1795323520857);
CREATE TABLE project_quotas (
  project_id text not null primary key references projects (id) on delete cascade,
  instances integer,
  cores integer,
  memory_bytes integer,
  disk_bytes integer,
  snapshots integer,
  addresses integer
) strict;
CREATE TABLE projects (
  id text not null primary key,
  domain_id text not null references domains (id),
  name text not null,
  description text not null,
  enabled integer not null,
  created_at_ms integer not null, parent_id text references projects (id), is_domain integer not null default 0, tags text not null default '[]',
  unique (domain_id, name)
) strict;
INSERT INTO "projects" VALUES('7392aaa1-4ed7-4b32-b767-a3627eef6c65','default','admin','',1,1795323521196,NULL,0,'[]');
CREATE TABLE role_assignments (
  role_id text not null references identity_roles (id) on delete cascade,
  actor_kind text not null,
  actor_id text not null,
  target_kind text not null,
  target_id text not null,
  inherited integer not null,
  primary key (actor_kind, actor_id, target_kind, target_id, role_id, inherited)
) strict;
INSERT INTO "role_assignments" VALUES('0d741337-8ff2-410c-ad39-4a8bc7e3d243','user','8691d403-61c0-4a69-9d60-3a9250b42637','project','7392aaa1-4ed7-4b32-b767-a3627eef6c65',0);
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
INSERT INTO "schema_migrations" VALUES(1,'init',1795323520007);
INSERT INTO "schema_migrations" VALUES(2,'batches',1795323520058);
INSERT INTO "schema_migrations" VALUES(3,'snapshots',1795323520064);
INSERT INTO "schema_migrations" VALUES(4,'guest-accounts',1795323520065);
INSERT INTO "schema_migrations" VALUES(5,'warnings',1795323520076);
INSERT INTO "schema_migrations" VALUES(6,'policy-groups',1795323520077);
INSERT INTO "schema_migrations" VALUES(7,'audit-search',1795323520077);
INSERT INTO "schema_migrations" VALUES(8,'identity',1795323520077);
INSERT INTO "schema_migrations" VALUES(9,'api-tokens',1795323520086);
INSERT INTO "schema_migrations" VALUES(10,'run-leases',1795323520086);
INSERT INTO "schema_migrations" VALUES(11,'usage',1795323520087);
INSERT INTO "schema_migrations" VALUES(12,'address-pools',1795323520087);
INSERT INTO "schema_migrations" VALUES(13,'anti-affinity',1795323520087);
INSERT INTO "schema_migrations" VALUES(14,'storage-pools',1795323520104);
INSERT INTO "schema_migrations" VALUES(15,'second-factors',1795323520105);
INSERT INTO "schema_migrations" VALUES(16,'password-policy',1795323520105);
INSERT INTO "schema_migrations" VALUES(17,'guest-policies',1795323520113);
INSERT INTO "schema_migrations" VALUES(18,'guest-moves',1795323520114);
INSERT INTO "schema_migrations" VALUES(19,'guest-searches',1795323520114);
INSERT INTO "schema_migrations" VALUES(20,'desktops',1795323520124);
INSERT INTO "schema_migrations" VALUES(21,'desktop-servers',1795323520149);
INSERT INTO "schema_migrations" VALUES(22,'adjutant',1795323520149);
INSERT INTO "schema_migrations" VALUES(23,'floating-ips',1795323520149);
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
INSERT INTO "sessions" VALUES('O64gnlBKhXeGf1MtpQe6dFGijxTQ0IsKgTV52YgkbAs','8691d403-61c0-4a69-9d60-3a9250b42637','admin','caee73d4-d941-48ff-b1ed-12b9750d3371','admin','["dashboard","compute_pool","address_pool","storage_pool","instance","image","media","templates","policies","user","log","visibility"]','127.0.0.1',1795323521759,1795323701759);
INSERT INTO "sessions" VALUES('82tzGdYq2I7hhS7hIBWPUsO-GPUzwXy92umJ2uTPyW8','8691d403-61c0-4a69-9d60-3a9250b42637','admin','caee73d4-d941-48ff-b1ed-12b9750d3371','admin','["dashboard","compute_pool","address_pool","storage_pool","instance","image","media","templates","policies","user","log","visibility"]','127.0.0.1',1795323524210,1795323704210);
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
INSERT INTO "snapshots" VALUES('e1c5b839-e376-4497-9abb-81ef765b9b9e','clean','as installed',1795323525394,0,'',1);
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
INSERT INTO "templates" VALUES('dc17d064oafoa6886lqg',1,'CentOS 7','root','linux','{"display":"vga","control":"vnc","firmware":"bios","disk":"scsi","network":"virtio","usb":"nec-xhci","tablet":"usb"}',1795323520857,1795323520857);
INSERT INTO "templates" VALUES('dc17d07f9vckslshg9ug',2,'CentOS 6','root','linux','{"display":"vga","control":"vnc","firmware":"bios","disk":"sata","network":"virtio","usb":"nec-xhci","tablet":"usb"}',1795323520858,1795323520858);
INSERT INTO "templates" VALUES('dc17d04iap2jmqm9tjmg',3,'Windows Server 2012','Administrator','windows','{"display":"vga","control":"vnc","firmware":"bios","disk":"sata","network":"e1000","usb":"nec-xhci","tablet":"usb"}',1795323520859,1795323520859);
INSERT INTO "templates" VALUES('dc17d004tm82ju6eu120',4,'General','root','linux','{"display":"vga","control":"vnc","firmware":"bios","disk":"sata","network":"rtl8139","usb":"","tablet":"usb"}',1795323520860,1795323520860);
INSERT INTO "templates" VALUES('dc17d07t9flki88te0jg',5,'Legacy','root','linux','{"display":"cirrus","control":"vnc","firmware":"bios","disk":"ide","network":"rtl8139","usb":"","tablet":""}',1795323520861,1795323520861);
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
INSERT INTO "usage_hours" VALUES('a08ea092-2151-4041-ae37-53ee4da46082',498700,X'FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF9606FE9300A4474D314DC5471746');
INSERT INTO "usage_hours" VALUES('2e03d942-ffc0-42fe-b34e-b496425763ec',498700,X'FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0004009400A40000000000000000');
INSERT INTO "usage_hours" VALUES('e1c5b839-e376-4497-9abb-81ef765b9b9e',498700,X'FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF5F16A36DFA5FE44ECE4E6249B447');
CREATE TABLE user_floating_ips (
  user_id text not null primary key references users (id) on delete cascade,
  floating_ip_id text not null unique
) strict;
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
INSERT INTO "users" VALUES('8691d403-61c0-4a69-9d60-3a9250b42637','default','admin','','',1,'scrypt$16384$8$1$1jfyTwOQ94EDrOQOh1CoIg$TvZbBayR9ZD3EVWHeZG8bOJLj9S5JWbx8Sf8EDk_QS8',1795323521196,'',NULL,1795323521196,0);
CREATE TABLE volume_assignments (
  id integer primary key autoincrement,
  user_id text not null,
  project_id text not null references desktop_projects (project_id) on delete cascade,
  volume_id text not null,
  unique (user_id, project_id)
) strict;
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
INSERT INTO "warnings" VALUES('0aa5126f-2d36-4a97-814a-a2c984a22246','simulated','a08ea092-2151-4041-ae37-53ee4da46082','','The guests of this cell are simulated: nothing really runs.',1795323523558,1795323523558,1,NULL,NULL,NULL);
INSERT INTO "warnings" VALUES('01c7bce3-16aa-49bc-b9f9-e1bf0050c69a','simulated','2e03d942-ffc0-42fe-b34e-b496425763ec','','The guests of this cell are simulated: nothing really runs.',1795323523773,1795323523773,1,NULL,NULL,NULL);
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
CREATE INDEX guests_cell_pool on guests (cell_id, pool, name, id);
CREATE INDEX guests_migrating on guests (cell_id) where phase = 'migrating';
CREATE INDEX guests_project on guests (project_id, name, id) where project_id is not null;
CREATE INDEX desktop_projects_flavor on desktop_projects (flavor_id);
CREATE INDEX desktop_projects_image on desktop_projects (image_id);
CREATE INDEX desktop_projects_network on desktop_projects (network) where network is not null;
CREATE UNIQUE INDEX desktop_servers_name on desktop_servers (project_id, name);
CREATE INDEX desktop_servers_oldest on desktop_servers (project_id, created_at_ms, id);
CREATE INDEX desktop_assignments_holder on desktop_assignments (holder_kind, holder_id, project_id);
CREATE INDEX desktop_assignments_project on desktop_assignments (project_id, server_id);
CREATE INDEX desktop_assignment_history_server on desktop_assignment_history (server_id, id);
CREATE INDEX desktop_assignment_history_holder on desktop_assignment_history (holder_kind, holder_id, id);
CREATE TRIGGER desktop_assignment_history_no_update before update on desktop_assignment_history begin select raise(abort, 'desktop_assignment_history is append-only'); end;
CREATE TRIGGER desktop_assignment_history_no_delete before delete on desktop_assignment_history begin select raise(abort, 'desktop_assignment_history is append-only'); end;
CREATE INDEX desktop_sessions_newest on desktop_sessions (created_at_ms, id);
CREATE INDEX desktop_sessions_server on desktop_sessions (server_id, created_at_ms, id);
CREATE INDEX desktop_sessions_user on desktop_sessions (user_id, created_at_ms, id);
CREATE INDEX desktop_sessions_project on desktop_sessions (project_id, created_at_ms, id);
CREATE INDEX desktop_sessions_open on desktop_sessions (server_id, user_id) where closed_at_ms is null;
CREATE UNIQUE INDEX desktop_requests_one_at_work on desktop_requests (user_id, project_id)
  where state in ('pending', 'in_progress');
CREATE INDEX desktop_requests_state on desktop_requests (state, created_at_ms, id);
CREATE INDEX volume_assignments_volume on volume_assignments (volume_id);
CREATE INDEX volume_assignments_project on volume_assignments (project_id);
CREATE INDEX desktop_servers_state on desktop_servers (state, created_at_ms, id);
CREATE INDEX adjutant_tasks_open on adjutant_tasks (duplicate_key) where completed = 0 and cancelled = 0;
CREATE INDEX adjutant_tasks_of_project on adjutant_tasks (project_id, type, sequence desc);
CREATE INDEX adjutant_tasks_completed on adjutant_tasks (completed_at_ms desc) where completed = 1;
CREATE INDEX adjutant_tokens_of_task on adjutant_tokens (task_id);
CREATE INDEX adjutant_notifications_open on adjutant_notifications (acknowledged, sequence desc);
CREATE INDEX adjutant_notifications_of_task on adjutant_notifications (task_id);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('audit',19);
COMMIT;
