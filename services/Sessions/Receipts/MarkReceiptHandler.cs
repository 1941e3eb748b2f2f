using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Conversations;
using Chat.Sessions.Signals;

namespace Chat.Sessions.Receipts;

/// <summary>Remembers how far the caller has got, and tells whoever is there now.</summary>
internal sealed class MarkReceiptHandler(ReceiptStore store, ISignals signals)
{
    public async Task<Result<Receipt>> HandleAsync(
        Principal principal,
        Guid conversationId,
        long delivered,
        long read,
        CancellationToken cancellationToken
    )
    {
        var actor = ConversationActor.Of(principal);
        if (!actor.IsSuccess)
        {
            return actor.Error;
        }

        if (actor.Value.Kind is not (ActorKinds.Customer or ActorKinds.Agent))
        {
            return new ReceiptsForbidden();
        }

        var faults = new List<FieldFault>();
        Check(faults, "/delivered", delivered);
        Check(faults, "/read", read);
        if (faults.Count > 0)
        {
            return new Invalid(faults);
        }

        var marked = await store.MarkAsync(
            principal.TenantId,
            conversationId,
            actor.Value,
            delivered,
            read,
            cancellationToken
        );
        if (marked is not { } known)
        {
            return new ConversationNotFound();
        }

        if (known.Changed)
        {
            signals.Publish(
                principal.TenantId,
                SignalTopic.Conversation(conversationId),
                new ReceiptSignal(actor.Value.Author, known.Receipt.Delivered, known.Receipt.Read)
            );
        }

        return known.Receipt;
    }

    private static void Check(List<FieldFault> faults, string pointer, long sequence)
    {
        if (sequence < 0)
        {
            faults.Add(new FieldFault(pointer, "out_of_range", "Must not be negative."));
        }
    }
}
