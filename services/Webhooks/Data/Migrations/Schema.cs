namespace Chat.Webhooks.Data.Migrations;

/// <summary>Tables, their indexes and row-level security.</summary>
internal static class Schema
{
    public const string Up = """
        create table subscriptions (
            id uuid primary key,
            tenant_id uuid not null,
            url text not null,
            secrets text[] not null,
            events text[] not null,
            source text not null,
            disabled_at timestamptz null,
            disabled_reason text null,
            created_at timestamptz not null default now(),
            updated_at timestamptz not null default now()
        );
        create index subscriptions_by_tenant on subscriptions (tenant_id, id);

        -- state: 1 pending, 2 delivered, 3 dead.
        create table deliveries (
            id uuid primary key,
            tenant_id uuid not null,
            subscription_id uuid not null references subscriptions (id),
            event_id uuid not null,
            event_type text not null,
            conversation_id text not null,
            sequence bigint not null,
            body bytea not null,
            trace_parent text null,
            state smallint not null default 1,
            attempt_count int not null default 0,
            -- Since the schedule began: a redelivery begins it anew.
            failures int not null default 0,
            -- When the next attempt is due; while one is under way, when its claim ends.
            due_at timestamptz not null default now(),
            claim uuid null,
            last_status int null,
            last_error text null,
            created_at timestamptz not null default now(),
            finished_at timestamptz null,
            -- The inbox: however often an event comes, a subscription gets one delivery of it.
            constraint deliveries_once unique (subscription_id, event_id)
        );
        create index deliveries_due on deliveries (subscription_id, due_at, sequence) where state = 1;
        create index deliveries_untried on deliveries (subscription_id, conversation_id, sequence)
            where state = 1 and attempt_count = 0;
        create index deliveries_by_tenant on deliveries (tenant_id, id desc);
        create index deliveries_by_tenant_and_state on deliveries (tenant_id, state, id desc);
        create index deliveries_finished on deliveries (state, finished_at) where state <> 1;

        create table delivery_attempts (
            delivery_id uuid not null references deliveries (id) on delete cascade,
            number int not null,
            tenant_id uuid not null,
            started_at timestamptz not null,
            duration_ms int not null,
            status int null,
            error text null,
            excerpt text null,
            primary key (delivery_id, number)
        );

        alter table subscriptions enable row level security;
        alter table deliveries enable row level security;
        alter table delivery_attempts enable row level security;
        create policy tenant on subscriptions
            using (tenant_id = nullif(current_setting('chat.tenant', true), '')::uuid);
        create policy tenant on deliveries
            using (tenant_id = nullif(current_setting('chat.tenant', true), '')::uuid);
        create policy tenant on delivery_attempts
            using (tenant_id = nullif(current_setting('chat.tenant', true), '')::uuid);
        """;
}
