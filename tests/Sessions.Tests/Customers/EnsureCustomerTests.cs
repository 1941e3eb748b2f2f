using System.Net;
using Chat.Contracts.Events.V1;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Tests.Testing;
using Grpc.Core;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Tests.Customers;

[Trait("Level", "Component")]
public sealed class EnsureCustomerTests(SessionsFixture sessions)
{
    private readonly CustomerScene scene = new(sessions.A);

    [Fact]
    public async Task Ensure_ManyAtOnceOnTwoInstances_MakesOne()
    {
        var request = new Wire.EnsureCustomerRequest { Email = "ada@example.com", Name = "Ada" };

        var ensured = await Task.WhenAll(
            Enumerable.Range(0, 12).Select(i => scene.EnsureAsync(request, i % 2 == 0 ? sessions.A : sessions.B))
        );

        Assert.Single(ensured, response => response.Created);
        Assert.Single(ensured.Select(response => response.Customer.Id).Distinct());
        Assert.Single(await scene.EventsAsync());
    }

    [Fact]
    public async Task Ensure_KnownByEmail_IsWrittenOver()
    {
        await scene.CreateAsync(
            new
            {
                email = "ada@example.com",
                name = "A.",
                phone = "1",
            }
        );

        var ensured = await scene.EnsureAsync(
            new Wire.EnsureCustomerRequest
            {
                Email = "ADA@example.com",
                Name = "Ada",
                ExternalId = "u-1",
            }
        );

        Assert.False(ensured.Created);
        Assert.Equal(("u-1", "Ada", "1"), (ensured.Customer.ExternalId, ensured.Customer.Name, ensured.Customer.Phone));
    }

    [Fact]
    public async Task Ensure_TwoThatTurnOutToBeOne_BecomeOne()
    {
        var user = scene.Somebody(PrincipalKind.User);
        var externalId = user.Principal.Subject;
        var known = await scene.CreateAsync(new { externalId, name = "Ada" });
        var lead = await scene.CreateAsync(
            new
            {
                email = "ada@example.com",
                company = "Engines",
                status = "blocked",
            }
        );
        await user.PostAsync("Hello");

        var ensured = await scene.EnsureAsync(
            new Wire.EnsureCustomerRequest { ExternalId = externalId, Email = "ada@example.com" }
        );

        Assert.Equal(known.GetProperty("id").GetString(), ensured.Customer.Id);
        Assert.Equal("Engines", ensured.Customer.Company);
        Assert.Equal(Wire.CustomerStatus.Blocked, ensured.Customer.Status);
        var (status, old) = await scene.Backend.GetAsync($"/v1/customers/{lead.GetProperty("id")}");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(ensured.Customer.Id, old.GetProperty("id").GetString());
        var gone = Assert.Single((await scene.EventsAsync()).OfType<CustomerDeleted>());
        Assert.Equal(ensured.Customer.Id, gone.MergedInto);
    }

    [Fact]
    public async Task Ensure_EmailOfAnotherUser_IsRefused()
    {
        await scene.CreateAsync(new { email = "ada@example.com", externalId = "u-1" });

        var refusal = await Caller.RefusalAsync(() =>
            scene.EnsureAsync(new Wire.EnsureCustomerRequest { Email = "ada@example.com", ExternalId = "u-2" })
        );

        Assert.Equal(StatusCode.Aborted, refusal.StatusCode);
        Assert.Equal("email_taken", refusal.ToError().Code);
    }

    [Fact]
    public async Task Ensure_NeitherEmailNorId_IsInvalid()
    {
        var refusal = await Caller.RefusalAsync(() =>
            scene.EnsureAsync(new Wire.EnsureCustomerRequest { Name = "Ada" })
        );

        Assert.Equal(StatusCode.InvalidArgument, refusal.StatusCode);
    }

    [Fact]
    public async Task Ensure_Visitor_IsForbidden()
    {
        var visitor = scene.Somebody(PrincipalKind.Visitor);

        var refusal = await Caller.RefusalAsync(async () =>
            await sessions.A.Customers.EnsureCustomerAsync(
                new Wire.EnsureCustomerRequest { Email = "ada@example.com" },
                visitor.Options(TestContext.Current.CancellationToken)
            )
        );

        Assert.Equal(StatusCode.PermissionDenied, refusal.StatusCode);
    }
}
