-- What the company files conversations by: of one team, department or category there are few among many, and a page of
-- them read the whole history. A message changes none of these columns.
create index conversations_team on conversations (tenant_id, team_id, id) where team_id is not null;
create index conversations_department on conversations (tenant_id, department, id) where department is not null;
create index conversations_category on conversations (tenant_id, user_category, id) where user_category is not null;
