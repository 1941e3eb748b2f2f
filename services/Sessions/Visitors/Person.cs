using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Conversations;

namespace Chat.Sessions.Visitors;

/// <summary>A principal that is somebody to be known: a visitor or a user.</summary>
internal sealed record Person(Guid TenantId, AuthorKind Kind, string Subject)
{
    public static Result<Person> Of(Principal principal) =>
        principal.Kind switch
        {
            PrincipalKind.Visitor => new Person(principal.TenantId, AuthorKind.Visitor, principal.Subject),
            PrincipalKind.User => new Person(principal.TenantId, AuthorKind.User, principal.Subject),
            _ => new NobodyToKnow(),
        };
}
