using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Conversations;
using Chat.Sessions.Settings;
using Chat.Sessions.Settings.Sections;
using Chat.Sessions.Signals;

namespace Chat.Sessions.Receipts;

/// <summary>Remembers how far the caller has got, and tells whoever is there now.</summary>
internal sealed class MarkReceiptHandler(
    ReceiptStore store,
    GetConversationHandler conversations,
    TenantSettings settings,
    ISignals signals
)
{
    private const string SpeakScope = "speak";

    /// <summary>As the AI's messages name it.</summary>
    private static readonly Author Assistant = new(AuthorKind.Ai, "assistant", "");

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

        var isAi = actor.Value.Kind is ActorKinds.Ai && principal.Scopes.Contains(SpeakScope);
        if (!isAi && actor.Value.Kind is not (ActorKinds.Customer or ActorKinds.Agent))
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

        return isAi
            ? await TellOfAiAsync(principal, conversationId, delivered, read, cancellationToken)
            : await KeepAsync(principal.TenantId, conversationId, actor.Value, delivered, read, cancellationToken);
    }

    private async Task<Result<Receipt>> KeepAsync(
        Guid tenantId,
        Guid conversationId,
        ConversationActor actor,
        long delivered,
        long read,
        CancellationToken cancellationToken
    )
    {
        var marked = await store.MarkAsync(tenantId, conversationId, actor, delivered, read, cancellationToken);
        if (marked is not { } known)
        {
            return new ConversationNotFound();
        }

        if (known.Changed)
        {
            await TellAsync(tenantId, conversationId, actor.Author, known.Receipt, cancellationToken);
        }

        return known.Receipt;
    }

    /// <summary>What only the AI has read stays unread for people, and so is not kept.</summary>
    private async Task<Result<Receipt>> TellOfAiAsync(
        Principal principal,
        Guid conversationId,
        long delivered,
        long read,
        CancellationToken cancellationToken
    )
    {
        var found = await conversations.HandleAsync(principal, conversationId, cancellationToken);
        if (!found.IsSuccess)
        {
            return found.Error;
        }

        var seen = Math.Min(read, found.Value.LastSequence);
        var receipt = new Receipt(
            Assistant.Kind,
            Assistant.Id,
            Math.Max(Math.Min(delivered, found.Value.LastSequence), seen),
            seen
        );
        await TellAsync(principal.TenantId, conversationId, Assistant, receipt, cancellationToken);
        return receipt;
    }

    private async ValueTask TellAsync(
        Guid tenantId,
        Guid conversationId,
        Author reader,
        Receipt receipt,
        CancellationToken cancellationToken
    )
    {
        if ((await settings.GetAsync<LiveSettings>(tenantId, cancellationToken)).ReadReceiptsEnabled)
        {
            signals.Publish(
                tenantId,
                SignalTopic.Conversation(conversationId),
                new ReceiptSignal(reader, receipt.Delivered, receipt.Read)
            );
        }
    }

    private static void Check(List<FieldFault> faults, string pointer, long sequence)
    {
        if (sequence < 0)
        {
            faults.Add(new FieldFault(pointer, "out_of_range", "Must not be negative."));
        }
    }
}
