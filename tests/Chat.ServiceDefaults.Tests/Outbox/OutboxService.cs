using Chat.Contracts.Events.V1;
using Chat.Contracts.Sessions.V1;
using Chat.ServiceDefaults.Data;
using Chat.ServiceDefaults.Messaging;
using Chat.ServiceDefaults.Outbox;
using Chat.ServiceDefaults.Tests.Data;
using Chat.ServiceDefaults.Tests.Hosts;
using Chat.ServiceDefaults.Tests.Messaging;
using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Chat.ServiceDefaults.Tests.Outbox;

/// <summary>Services with an outbox, a bus, or both.</summary>
internal static class OutboxService
{
    public static Task<TestService> StartAsync(
        string database,
        string broker,
        PostedInbox? inbox = null,
        string? subscriber = null,
        Action<WebApplicationBuilder>? configure = null
    ) =>
        TestService.StartAsync(
            builder =>
            {
                builder.AddServiceDatabase<NotesContext>("notesdb", NotesContext.Role);
                AddBus(builder, inbox);
                builder.AddOutboxRelay("notesdb", (inbox?.Queue ?? subscriber) is { } queue ? [queue] : []);
                configure?.Invoke(builder);
            },
            configuration: new() { ["ConnectionStrings:notesdb"] = database, ["ConnectionStrings:messaging"] = broker }
        );

    public static Task<TestService> StartConsumerAsync(string broker, PostedInbox inbox) =>
        TestService.StartAsync(
            builder => AddBus(builder, inbox),
            configuration: new() { ["ConnectionStrings:messaging"] = broker }
        );

    public static MessagePosted Event(long sequence, string conversation = "c") =>
        new()
        {
            Header = new EventHeader { EventId = Ids.NewText() },
            Message = new Message { ConversationId = conversation, Sequence = sequence },
        };

    public static async Task InsertAsync(
        NpgsqlDataSource source,
        IReadOnlyList<OutboxRow> rows,
        CancellationToken cancellationToken
    )
    {
        await using var command = source.CreateCommand(ServiceDefaults.Outbox.Outbox.InsertSql);
        Add(rows.Select(row => row.Id).ToArray());
        Add(rows.Select(row => row.TenantId).ToArray());
        Add(rows.Select(row => row.Type).ToArray());
        Add(rows.Select(row => row.Payload).ToArray());
        Add(rows.Select(row => row.TraceParent).ToArray());
        await command.ExecuteNonQueryAsync(cancellationToken);

        void Add<T>(T[] values) => command.Parameters.Add(new NpgsqlParameter<T[]> { TypedValue = values });
    }

    public static Task PostAsync(TestService service, OutboxRow row, CancellationToken cancellationToken) =>
        InsertAsync(service.Get<NpgsqlDataSource>(), [row], cancellationToken);

    /// <summary>Events as the relay sends them.</summary>
    public static EventBatch Batch(params IEnumerable<MessagePosted> events)
    {
        var batch = new EventBatch();
        batch.Events.Add(
            events.Select(posted => new EventEnvelope
            {
                Type = MessagePosted.Descriptor.FullName,
                Payload = posted.ToByteString(),
            })
        );
        return batch;
    }

    public static OutboxRow Row(MessagePosted posted) =>
        ServiceDefaults.Outbox.Outbox.From(posted, Guid.Parse(posted.Header.EventId), Guid.Empty);

    public static async Task<long> CountAsync(TestService service, CancellationToken cancellationToken)
    {
        await using var command = service.Get<ServiceDataSources>().Admin.CreateCommand("select count(*) from outbox");
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static void AddBus(WebApplicationBuilder builder, PostedInbox? inbox)
    {
        if (inbox is null)
        {
            builder.AddBus();
            return;
        }

        builder.Services.AddSingleton(inbox);
        builder.AddBus(bus => bus.AddEventHandler<PostedHandler>(inbox.Queue));
    }
}
