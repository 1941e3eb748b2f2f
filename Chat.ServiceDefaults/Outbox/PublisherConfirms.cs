using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;

namespace Chat.ServiceDefaults.Outbox;

/// <summary>Counts the broker's confirms of one batch. Confirms may come singly, several at once, in any order.</summary>
internal sealed class PublisherConfirms
{
    private readonly Lock gate = new();
    private readonly TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly bool[] confirmed;
    private readonly ulong first;
    private int missing;
    private int settled;

    /// <summary>A batch of <paramref name="count"/> messages, the first of which has the number <paramref name="first"/>.</summary>
    public PublisherConfirms(ulong first, int count)
    {
        this.first = first;
        confirmed = new bool[count];
        missing = count;
    }

    public Task Completion => done.Task;

    public void Confirm(ulong number, bool multiple)
    {
        lock (gate)
        {
            if (number < first)
            {
                return;
            }

            var last = (int)Math.Min(number - first, (ulong)confirmed.Length - 1);
            // Everything below `settled` was confirmed by an earlier "up to here".
            for (var index = multiple ? settled : last; index <= last; index++)
            {
                missing -= confirmed[index] ? 0 : 1;
                confirmed[index] = true;
            }

            settled = multiple ? Math.Max(settled, last + 1) : settled;
            if (missing == 0)
            {
                done.TrySetResult();
            }
        }
    }

    public void Refuse(ulong number) => done.TrySetException(new PublishException(number, isReturn: false));

    public void Close(ShutdownEventArgs reason) => done.TrySetException(new OperationInterruptedException(reason));
}
