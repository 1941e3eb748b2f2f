using System.Collections.Frozen;

namespace Chat.ServiceDefaults.Identity;

/// <summary>Who is calling: what an internal identity token says. Immutable, compared by content.</summary>
public sealed record Principal
{
    private static readonly FrozenSet<string> None = FrozenSet<string>.Empty;

    /// <summary>The tenant everything is done in; <see cref="Guid.Empty"/> for a service that acts for none.</summary>
    public required Guid TenantId { get; init; }

    /// <summary>Opaque id within the tenant and kind; 1 to 128 characters.</summary>
    public required string Subject { get; init; }

    /// <summary>What the caller proved to be.</summary>
    public required PrincipalKind Kind { get; init; }

    /// <summary>What the calling service may do beyond the subject's own rights, for example <c>speak</c>.</summary>
    public IReadOnlySet<string> Scopes { get; init; } = None;

    /// <summary>Roles of the subject, for example <c>agent</c> or <c>admin</c>.</summary>
    public IReadOnlySet<string> Roles { get; init; } = None;

    /// <summary>Name of the service that made the call; set by that service when the token is issued.</summary>
    public string? Service { get; init; }

    /// <summary>Name to show for the subject; at most 200 characters.</summary>
    public string? DisplayName { get; init; }

    /// <summary>A service acting for itself.</summary>
    /// <param name="service">The service's name.</param>
    /// <param name="tenantId">The tenant it acts in, or <see cref="Guid.Empty"/>.</param>
    /// <param name="scopes">What it may do.</param>
    /// <returns>The principal.</returns>
    public static Principal ForService(string service, Guid tenantId, params ReadOnlySpan<string> scopes) =>
        new()
        {
            TenantId = tenantId,
            Subject = service,
            Kind = PrincipalKind.Service,
            Service = service,
            Scopes = FrozenSet.Create(StringComparer.Ordinal, scopes),
        };

    /// <summary>The same caller with further scopes.</summary>
    /// <param name="scopes">Scopes to add.</param>
    /// <returns>A copy.</returns>
    public Principal WithScopes(params ReadOnlySpan<string> scopes)
    {
        var all = new HashSet<string>(Scopes, StringComparer.Ordinal);
        foreach (var scope in scopes)
        {
            all.Add(scope);
        }

        return this with
        {
            Scopes = all.ToFrozenSet(StringComparer.Ordinal),
        };
    }

    /// <summary>Whether both say the same; sets are compared by content.</summary>
    /// <param name="other">The other principal.</param>
    /// <returns>True when they are equal.</returns>
    public bool Equals(Principal? other) =>
        ReferenceEquals(this, other)
        || other is not null
            && TenantId == other.TenantId
            && Kind == other.Kind
            && string.Equals(Subject, other.Subject, StringComparison.Ordinal)
            && string.Equals(Service, other.Service, StringComparison.Ordinal)
            && string.Equals(DisplayName, other.DisplayName, StringComparison.Ordinal)
            && Scopes.SetEquals(other.Scopes)
            && Roles.SetEquals(other.Roles);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(TenantId, Kind, Subject, Service, Scopes.Count, Roles.Count);
}
