using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Chat.ServiceDefaults.Messaging;

/// <summary>
/// For the operator: what lies in the error queue beside a service's queue, and sending it there again. Safe to use while
/// the services run.
/// </summary>
public sealed class ErrorQueues : IAsyncDisposable
{
    private const string Suffix = "_error";
    private readonly IConnection connection;

    private ErrorQueues(IConnection connection) => this.connection = connection;

    /// <summary>Connects to the broker.</summary>
    /// <param name="broker">amqp URI, as the services' connection string <c>messaging</c>.</param>
    /// <param name="cancellationToken">Cancels connecting.</param>
    /// <exception cref="BrokerUnreachableException">The broker does not take the connection.</exception>
    public static async Task<ErrorQueues> ConnectAsync(Uri broker, CancellationToken cancellationToken)
    {
        var factory = BrokerAddress.FactoryOf(broker, "operator");
        return new ErrorQueues(await factory.CreateConnectionAsync(cancellationToken));
    }

    /// <summary>How many messages a queue's consumers gave up.</summary>
    /// <param name="queue">The consumers' queue, a name of <c>EventQueues</c>.</param>
    /// <param name="cancellationToken">Cancels asking.</param>
    /// <returns>0 as well when the error queue does not exist: it is made with its first message.</returns>
    public async Task<int> CountAsync(string queue, CancellationToken cancellationToken)
    {
        // A question about a queue that is not there costs the channel.
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        try
        {
            return (int)(await channel.QueueDeclarePassiveAsync(queue + Suffix, cancellationToken)).MessageCount;
        }
        catch (OperationInterruptedException missing) when (missing.ShutdownReason?.ReplyCode == Constants.NotFound)
        {
            return 0;
        }
    }

    /// <summary>The oldest messages that were given up; they stay where they are.</summary>
    /// <param name="queue">The consumers' queue.</param>
    /// <param name="limit">How many at most; 1 to 1,000.</param>
    /// <param name="cancellationToken">Cancels reading.</param>
    public async Task<IReadOnlyList<FailedMessage>> ListAsync(
        string queue,
        int limit,
        CancellationToken cancellationToken
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, 1000);
        var left = Math.Min(limit, await CountAsync(queue, cancellationToken));
        // What is read and not acknowledged goes back to its place when the channel closes.
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        var messages = new List<FailedMessage>();
        for (; left > 0 && await GetAsync(channel, queue, cancellationToken) is { } got; left--)
        {
            messages.Add(FailedMessageCodec.Read(got));
        }

        return messages;
    }

    /// <summary>
    /// Sends messages that were given up to their queue again, the oldest first. Each is taken out of the error queue only
    /// when the broker has it in the other one: whatever breaks in between, it may come twice and is never lost.
    /// </summary>
    /// <param name="queue">The consumers' queue.</param>
    /// <param name="eventId">Only the message with this event; null for all that lie there now.</param>
    /// <param name="cancellationToken">Stops after the present message.</param>
    /// <returns>How many were sent.</returns>
    /// <exception cref="PublishException">The queue is not there or refuses; the message stays in the error queue.</exception>
    public async Task<int> ReplayAsync(string queue, string? eventId, CancellationToken cancellationToken)
    {
        // Counted beforehand: what fails again while this runs is not sent in circles.
        var left = await CountAsync(queue, cancellationToken);
        await using var channel = await connection.CreateChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true),
            cancellationToken
        );
        var sent = 0;
        for (; left > 0 && await GetAsync(channel, queue, cancellationToken) is { } got; left--)
        {
            if (eventId is not null && FailedMessageCodec.Read(got).Events.All(e => e.EventId != eventId))
            {
                continue;
            }

            // Completes with the broker's confirm; mandatory makes a missing queue a failure.
            await channel.BasicPublishAsync(
                exchange: "",
                routingKey: queue,
                mandatory: true,
                FailedMessageCodec.Again(got),
                got.Body,
                cancellationToken
            );
            await channel.BasicAckAsync(got.DeliveryTag, multiple: false, cancellationToken);
            sent++;
        }

        return sent;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private static Task<BasicGetResult?> GetAsync(
        IChannel channel,
        string queue,
        CancellationToken cancellationToken
    ) => channel.BasicGetAsync(queue + Suffix, autoAck: false, cancellationToken);
}
