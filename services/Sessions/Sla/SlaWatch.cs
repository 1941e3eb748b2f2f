using Chat.ServiceDefaults.Errors;
using Chat.Sessions.BusinessHours;
using Chat.Sessions.Conversations;
using Chat.Sessions.Settings;
using Chat.Sessions.Settings.Sections;

namespace Chat.Sessions.Sla;

/// <summary>Judges one conversation and tells of what was missed, once each: in its log for the company, and on the bus.</summary>
internal sealed class SlaWatch(
    SlaStore store,
    ConversationChange change,
    TenantSettings settings,
    BusinessCalendars calendars
)
{
    public async Task JudgeAsync(DueConversation due, CancellationToken cancellationToken)
    {
        var sla = await settings.GetAsync<SlaSettings>(due.Key.TenantId, cancellationToken);
        var watched = sla.Enabled ? await store.ReadAsync(due.Key, cancellationToken) : null;
        if (watched?.Facts is not { } facts)
        {
            await store.MoveOnAsync(due, checkAt: null, cancellationToken);
            return;
        }

        var calendar = sla.BusinessTimeOnly ? await calendars.GetAsync(due.Key.TenantId, cancellationToken) : null;
        var verdict = new SlaClock(calendar, sla.Of(watched.Priority)).Judge(facts, watched.Now);
        foreach (var target in verdict.Missed)
        {
            await TellAsync(due.Key, target, facts.Unanswered?.Sequence, cancellationToken);
        }

        await store.MoveOnAsync(due, verdict.CheckAt, cancellationToken);
    }

    private Task<Result<ChangedConversation>> TellAsync(
        ConversationKey key,
        SlaTarget target,
        long? unanswered,
        CancellationToken cancellationToken
    ) =>
        change.ApplyAsync(
            key,
            ConversationActor.System,
            (locked, _) =>
                Task.FromResult<Result<ConversationUpdate>>(
                    new ConversationUpdate
                    {
                        Next = locked.State,
                        Event = new ConversationEvent
                        {
                            Kind = ConversationEventKind.SlaMissed,
                            Actor = ConversationActor.System.Author,
                            Target = NameOf(target),
                        },
                        Internal = true,
                        With = [SlaStore.Missing(key, target, unanswered)],
                    }
                ),
            cancellationToken
        );

    private static string NameOf(SlaTarget target) =>
        target switch
        {
            SlaTarget.FirstResponse => "first_response",
            SlaTarget.NextResponse => "next_response",
            _ => "resolution",
        };
}
