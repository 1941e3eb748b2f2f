using Chat.Sessions.Conversations;
using Chat.Sessions.Sweeps;

namespace Chat.Sessions.CustomerPresence;

/// <summary>Who comes to a conversation's live stream, and leaves it: its customer, or somebody who wants to know of it.</summary>
internal sealed class Attendance(CustomerScreens screens, CustomerWatch watch, Absences absences)
{
    /// <summary>Somebody was let in; without a kind, who acts for the company. Never waits.</summary>
    public void Came(Guid conversationId, AuthorKind? kind, bool hearsSignals)
    {
        if (IsCustomer(kind))
        {
            screens.Add(conversationId);
            watch.Look(conversationId);
        }
        else if (hearsSignals)
        {
            watch.Add(conversationId);
        }
    }

    /// <summary>The same one, with the same words, is gone. Nobody waits for what becomes of it.</summary>
    public void Left(Guid tenantId, Guid conversationId, AuthorKind? kind, bool hearsSignals)
    {
        if (IsCustomer(kind))
        {
            _ = LeaveAsync(tenantId, conversationId);
        }
        else if (hearsSignals)
        {
            watch.Remove(conversationId);
        }
    }

    private async Task LeaveAsync(Guid tenantId, Guid conversationId)
    {
        try
        {
            // First, so that whoever finds the screen gone finds its customer expected back.
            await absences.LeftAsync(tenantId, conversationId);
        }
        finally
        {
            screens.Remove(conversationId);
        }
    }

    private static bool IsCustomer(AuthorKind? kind) => kind is AuthorKind.Visitor or AuthorKind.User;
}
