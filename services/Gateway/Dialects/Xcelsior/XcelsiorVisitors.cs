using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Auth;
using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Identity;

namespace Chat.Gateway.Dialects.Xcelsior;

/// <summary>The visitors of the dialect: one for each conversation, made for an email that nobody proved.</summary>
/// <remarks>
/// A visitor's id is <c>xcelsior:nonce:mac</c>; the mac is keyed, over tenant, nonce and email. So a conversation's owner
/// tells by itself whether it was begun here, and by which email, and what a claim of an email opens is that one
/// conversation, to those who know its id.
/// </remarks>
internal sealed class XcelsiorVisitors(DerivedIds ids)
{
    private const string Prefix = "xcelsior";
    private const char Separator = ':';

    /// <summary>A new visitor.</summary>
    public Principal New(Guid tenantId, string email, string name) => New(tenantId, email, name, Ids.New());

    /// <summary>The visitor of a request that may be repeated: the same for the same key.</summary>
    public Principal New(Guid tenantId, string email, string name, string retryKey) =>
        New(tenantId, email, name, new Guid(ids.Derive("xcelsior retry", tenantId.ToString(), retryKey)));

    /// <summary>The owner as a principal; null when somebody else began the conversation, or in another way.</summary>
    public Principal? Find(Guid tenantId, Author owner, string email)
    {
        var parts = owner.Id.Split(Separator);
        return
            owner.Kind == AuthorKind.Visitor
            && parts is [Prefix, var nonce, _]
            && string.Equals(owner.Id, IdOf(tenantId, email, nonce), StringComparison.Ordinal)
            ? ToPrincipal(tenantId, owner.Id, owner.DisplayName)
            : null;
    }

    private Principal New(Guid tenantId, string email, string name, Guid nonce) =>
        ToPrincipal(tenantId, IdOf(tenantId, email, nonce.ToString("N")), name);

    private string IdOf(Guid tenantId, string email, string nonce) =>
        string.Join(
            Separator,
            Prefix,
            nonce,
            ids.Derive("xcelsior visitor", tenantId.ToString(), nonce, email.Trim().ToUpperInvariant())
        );

    private static Principal ToPrincipal(Guid tenantId, string id, string name) =>
        new()
        {
            TenantId = tenantId,
            Subject = id,
            Kind = PrincipalKind.Visitor,
            DisplayName = name,
        };
}
