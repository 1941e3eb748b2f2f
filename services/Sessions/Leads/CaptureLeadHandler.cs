using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Outbox;
using Chat.Sessions.Conversations;

namespace Chat.Sessions.Leads;

/// <summary>Makes a lead durable, together with the event that tells of it.</summary>
internal sealed class CaptureLeadHandler(LeadStore store, IOutboxSignal outbox, TimeProvider time)
{
    public async Task<Result<CapturedLead>> HandleAsync(CaptureLead request, CancellationToken cancellationToken)
    {
        if (LeadValidator.Validate(request) is { } invalid)
        {
            return invalid;
        }

        var now = time.GetUtcNow().UtcDateTime;
        var lead = new Lead
        {
            Id = Ids.New(),
            ConversationId = request.ConversationId,
            Details = request.Details,
            CapturedAt = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond)),
        };
        var stored = await store.AddAsync(request, lead, cancellationToken);
        if (stored is null)
        {
            return new ConversationNotFound();
        }

        if (stored.Id != lead.Id)
        {
            return new CapturedLead(stored, Duplicate: true);
        }

        outbox.Notify();
        return new CapturedLead(stored, Duplicate: false);
    }
}

/// <summary>A lead somebody left.</summary>
internal sealed record CaptureLead
{
    public required Guid TenantId { get; init; }
    public required Guid ConversationId { get; init; }

    /// <summary>What makes a repetition known; unique in the conversation.</summary>
    public required string ToolCallId { get; init; }

    /// <summary>Which reply to which message captures; null: not known.</summary>
    public required LeadOrigin? Origin { get; init; }

    public required LeadDetails Details { get; init; }
}
