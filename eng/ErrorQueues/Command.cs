using Chat.Contracts.Events.V1;
using Chat.ServiceDefaults.Messaging;
using RabbitMQ.Client.Exceptions;

namespace Chat.ErrorQueueTool;

/// <summary>What an operator types about events that could not be handled.</summary>
internal sealed class Command(TextWriter output, string? broker)
{
    private const int Done = 0;
    private const int Failed = 1;
    private const int Misused = 2;
    private const int Shown = 100;

    private const string Usage = """
        Events that a service gave up lie in an error queue beside its own.
          list [QUEUE]              how many in each queue; with QUEUE the oldest 100 of them, and why
          replay QUEUE              sends all of them to their queue again
          replay QUEUE EVENT_ID     only the one with this event
        The broker is the amqp:// URI in ConnectionStrings__messaging, as the services have it.
        """;

    public async Task<int> RunAsync(string[] args, CancellationToken cancellationToken)
    {
        if (args is not (["list"] or ["list", _] or ["replay", _] or ["replay", _, _]))
        {
            return await SayAsync(Usage, Misused);
        }

        if (args.Length > 1 && !EventQueues.All.Contains(args[1], StringComparer.Ordinal))
        {
            return await SayAsync($"There is no queue {args[1]}: {string.Join(", ", EventQueues.All)}.", Misused);
        }

        if (!Uri.TryCreate(broker, UriKind.Absolute, out var address) || address.Scheme is not ("amqp" or "amqps"))
        {
            return await SayAsync("Set ConnectionStrings__messaging to the broker's amqp:// URI.", Misused);
        }

        try
        {
            await using var queues = await ErrorQueues.ConnectAsync(address, cancellationToken);
            await RunAsync(queues, args, cancellationToken);
            return Done;
        }
        catch (BrokerUnreachableException)
        {
            // Its text has the address, and that the password.
            return await SayAsync($"The broker at {address.Host}:{address.Port} takes no connection.", Failed);
        }
        catch (PublishException)
        {
            return await SayAsync($"{args[1]} does not take the message, which stays where it was.", Failed);
        }
    }

    private Task RunAsync(ErrorQueues queues, string[] args, CancellationToken cancellationToken) =>
        args switch
        {
            ["list"] => CountAsync(queues, cancellationToken),
            ["list", var queue] => ListAsync(queues, queue, cancellationToken),
            _ => ReplayAsync(queues, args[1], args.ElementAtOrDefault(2), cancellationToken),
        };

    private async Task CountAsync(ErrorQueues queues, CancellationToken cancellationToken)
    {
        foreach (var queue in EventQueues.All)
        {
            await output.WriteLineAsync($"{queue}: {await queues.CountAsync(queue, cancellationToken)}");
        }
    }

    private async Task ListAsync(ErrorQueues queues, string queue, CancellationToken cancellationToken)
    {
        foreach (var message in await queues.ListAsync(queue, Shown, cancellationToken))
        {
            foreach (var failed in message.Events)
            {
                await output.WriteLineAsync(
                    $"{message.FailedAt} {failed.Type} event {failed.EventId} tenant {failed.TenantId}"
                );
            }

            await output.WriteLineAsync($"  {message.Reason}");
        }
    }

    private async Task ReplayAsync(
        ErrorQueues queues,
        string queue,
        string? eventId,
        CancellationToken cancellationToken
    ) => await output.WriteLineAsync($"{await queues.ReplayAsync(queue, eventId, cancellationToken)} sent again.");

    private async Task<int> SayAsync(string text, int code)
    {
        await output.WriteLineAsync(text);
        return code;
    }
}
