using System.Collections.Concurrent;
using Microsoft.AspNetCore.Authorization;

namespace Chat.ServiceDefaults.Identity;

/// <summary>
/// Makes the policies of <see cref="Policies"/>. Every endpoint needs an identity unless it says otherwise.
/// </summary>
internal sealed class PolicyProvider : IAuthorizationPolicyProvider
{
    private static readonly AuthorizationPolicy Identified = Demand(static _ => true);
    private static readonly AuthorizationPolicy ServiceOnly = Demand(static principal =>
        principal.Kind == PrincipalKind.Service
    );

    // Policy names come from attributes and registrations alone, so there are as many as the program has.
    private readonly ConcurrentDictionary<string, AuthorizationPolicy?> policies = new(StringComparer.Ordinal);

    public bool AllowsCachingPolicies => true;

    public Task<AuthorizationPolicy> GetDefaultPolicyAsync() => Task.FromResult(Identified);

    public Task<AuthorizationPolicy?> GetFallbackPolicyAsync() => Task.FromResult<AuthorizationPolicy?>(Identified);

    public Task<AuthorizationPolicy?> GetPolicyAsync(string policyName) =>
        Task.FromResult(policies.GetOrAdd(policyName, Create));

    private static AuthorizationPolicy? Create(string name)
    {
        if (string.Equals(name, Policies.Service, StringComparison.Ordinal))
        {
            return ServiceOnly;
        }

        if (!name.StartsWith(Policies.ScopePrefix, StringComparison.Ordinal))
        {
            return null;
        }

        var scope = name[Policies.ScopePrefix.Length..];
        return Demand(principal => principal.Scopes.Contains(scope));
    }

    private static AuthorizationPolicy Demand(Func<Principal, bool> condition) =>
        new AuthorizationPolicyBuilder()
            .RequireAuthenticatedUser()
            .RequireAssertion(context => context.User is IdentityUser user && condition(user.Principal))
            .Build();
}
