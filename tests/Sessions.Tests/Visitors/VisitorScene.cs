using System.Net;
using System.Text.Json;
using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Tests.Customers;
using Chat.Sessions.Tests.Testing;
using Chat.Testing.Time;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Tests.Visitors;

/// <summary>A tenant with a backend, visitors and users.</summary>
internal sealed class VisitorScene(SessionsInstance instance)
{
    public CustomerScene Company { get; } = new(instance);

    public Caller Visitor() => Company.Somebody(PrincipalKind.Visitor);

    /// <summary>A user whose token was issued: the company named it.</summary>
    public async Task<(Caller User, string CustomerId)> UserAsync(string? email = null)
    {
        var user = Company.Somebody(PrincipalKind.User);
        var ensured = await Company.EnsureAsync(
            new Wire.EnsureCustomerRequest
            {
                ExternalId = user.Principal.Subject,
                Email = email ?? "",
                Name = "Ada",
            }
        );
        return (user, ensured.Customer.Id);
    }

    public static async Task<Wire.IdentifyResponse> IdentifyAsync(Caller visitor, Wire.IdentifyRequest request) =>
        await visitor
            .Instance.Visitors.IdentifyAsync(request, visitor.Options(TestContext.Current.CancellationToken))
            .ResponseAsync.WithTimeout();

    public static Task<Wire.IdentifyResponse> ProveAsync(Caller visitor, Caller user) =>
        IdentifyAsync(visitor, new Wire.IdentifyRequest { UserIdentity = user.Token });

    public static Task<Wire.IdentifyResponse> ClaimAsync(Caller visitor, string email, string name = "") =>
        IdentifyAsync(visitor, new Wire.IdentifyRequest { Email = email, Name = name });

    public async Task<JsonElement?> CustomerByEmailAsync(string email)
    {
        var (status, body) = await Company.Backend.GetAsync("/v1/customers/search?email=" + email);
        return status is HttpStatusCode.OK ? body : null;
    }

    public static string NewEmail() => $"{Ids.NewText()}@example.com";
}
