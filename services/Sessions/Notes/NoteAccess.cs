using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Conversations;

namespace Chat.Sessions.Notes;

/// <summary>Who sees notes, and who changes which.</summary>
internal static class NoteAccess
{
    private const string Manager = "manager";
    private const string Admin = "admin";

    /// <summary>Anybody of the company.</summary>
    public static Result<ConversationActor> Demand(Principal principal)
    {
        var actor = ConversationActor.Of(principal);
        return actor.IsSuccess && actor.Value.Kind is not (ActorKinds.Agent or ActorKinds.Backend)
            ? new NotesForbidden()
            : actor;
    }

    /// <summary>Its author, managers and the backend.</summary>
    public static bool MayChange(Principal principal, Note note) =>
        principal.Kind is PrincipalKind.SecretKey
        || principal.Roles.Contains(Manager)
        || principal.Roles.Contains(Admin)
        || (note.AuthorId.Length > 0 && string.Equals(note.AuthorId, principal.Subject, StringComparison.Ordinal));
}
