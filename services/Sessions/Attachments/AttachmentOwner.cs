using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Conversations;

namespace Chat.Sessions.Attachments;

/// <summary>Whose a file is.</summary>
internal readonly record struct AttachmentOwner(AuthorKind Kind, string Id)
{
    /// <summary>Whose the files are that somebody sends; null: a publishable key alone is nobody.</summary>
    public static AttachmentOwner? Of(Principal principal) =>
        principal.Kind switch
        {
            PrincipalKind.Visitor => new(AuthorKind.Visitor, principal.Subject),
            PrincipalKind.User => new(AuthorKind.User, principal.Subject),
            PrincipalKind.Agent => new(AuthorKind.Agent, principal.Subject),
            PrincipalKind.SecretKey or PrincipalKind.Service => new(AuthorKind.System, principal.Subject),
            _ => null,
        };
}
