using System.Net;
using Chat.Sessions.Attachments;
using Chat.Sessions.Customers;
using Chat.Sessions.Tests.Testing;
using Chat.Sessions.Tests.Visitors;
using Npgsql;

namespace Chat.Sessions.Tests.Attachments;

/// <summary>What a customer sent goes with it.</summary>
[Trait("Level", "Component")]
public sealed class ForgottenCustomerTests(SessionsFixture sessions) : IAsyncLifetime
{
    private const int Tiny = 8;

    private readonly FileScene scene = new(sessions.A);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await scene.AllowAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Delete_Customer_DeletesTheFilesOfWhoeverIsProvenToBeIt()
    {
        var (user, customerId) = await scene.People.UserAsync();
        var proven = scene.People.Visitor();
        await VisitorScene.ProveAsync(proven, user);
        Attachment[] files = [await scene.StoreAsync(user), await scene.StoreAsync(proven)];

        await DeleteAsync(customerId);

        foreach (var file in files)
        {
            await AssertGoneAsync(file);
        }
    }

    [Fact]
    public async Task Delete_Customer_LeavesTheFilesOfWhoeverOnlySaysItIs()
    {
        var email = VisitorScene.NewEmail();
        var (_, customerId) = await scene.People.UserAsync(email);
        var claiming = scene.People.Visitor();
        await VisitorScene.ClaimAsync(claiming, email);
        var file = await scene.StoreAsync(claiming);

        await DeleteAsync(customerId);

        Assert.Equal(HttpStatusCode.OK, await scene.ReadAsync(file));
    }

    // There is nobody else whom they could be.
    [Fact]
    public async Task Delete_CustomerMadeOfWhatVisitorsSay_DeletesTheirFiles()
    {
        var email = VisitorScene.NewEmail();
        var claiming = scene.People.Visitor();
        await VisitorScene.ClaimAsync(claiming, email);
        var file = await scene.StoreAsync(claiming);
        var customer = await scene.People.CustomerByEmailAsync(email);

        await DeleteAsync(customer!.Value.GetProperty("id").GetString()!);

        await AssertGoneAsync(file);
    }

    [Fact]
    public async Task Delete_Customer_LeavesTheFilesOfOthers()
    {
        var (_, customerId) = await scene.People.UserAsync();
        var (other, _) = await scene.People.UserAsync();
        Attachment[] files =
        [
            await scene.StoreAsync(other),
            await scene.StoreAsync(scene.People.Visitor()),
            await scene.StoreAsync(scene.People.Company.Backend),
        ];

        await DeleteAsync(customerId);

        foreach (var file in files)
        {
            Assert.Equal(HttpStatusCode.OK, await scene.ReadAsync(file));
        }
    }

    // More than one statement deletes.
    [Fact]
    public async Task Delete_CustomerWithManyFiles_DeletesAllOfThem()
    {
        var (user, customerId) = await scene.People.UserAsync();
        for (var i = 0; i < 45; i++)
        {
            await scene.StoreAsync(user, Tiny);
        }

        await DeleteAsync(customerId);

        Assert.Equal(0, await CountFilesAsync());
    }

    [Fact]
    public async Task Delete_NotCommitted_LeavesTheFiles()
    {
        var (user, customerId) = await scene.People.UserAsync();
        var file = await scene.StoreAsync(user);
        var source = sessions.A.Get<NpgsqlDataSource>();

        await using (
            var transaction = await CustomerTransaction.BeginAsync(source, scene.People.Company.TenantId, Token)
        )
        {
            var customer = await transaction.LockAsync(Guid.Parse(customerId), Token);
            await transaction.DeleteAsync(customer!, Customer.Moment(TimeProvider.System), Token);
        }

        Assert.Equal(HttpStatusCode.OK, await scene.ReadAsync(file));
    }

    [Fact]
    public async Task Claim_AnotherAddress_LeavesTheFilesOfWhoAbandonedTheFirst()
    {
        var visitor = scene.People.Visitor();
        var first = VisitorScene.NewEmail();
        await VisitorScene.ClaimAsync(visitor, first);
        var file = await scene.StoreAsync(visitor);

        await VisitorScene.ClaimAsync(visitor, VisitorScene.NewEmail());

        Assert.Null(await scene.People.CustomerByEmailAsync(first));
        Assert.Equal(HttpStatusCode.OK, await scene.ReadAsync(file));
    }

    private async Task AssertGoneAsync(Attachment file) =>
        Assert.Equal((0, HttpStatusCode.NotFound), (await scene.CountPartsAsync(file), await scene.ReadAsync(file)));

    private async Task DeleteAsync(string customerId)
    {
        var (status, _) = await scene.People.Company.Backend.DeleteAsync($"/v1/customers/{customerId}");
        Assert.Equal(HttpStatusCode.NoContent, status);
    }

    private async Task<long> CountFilesAsync()
    {
        await using var count = sessions.A.Admin.CreateCommand("select count(*) from attachments where tenant_id = $1");
        count.Parameters.AddWithValue(scene.People.Company.TenantId);
        return (long)(await count.ExecuteScalarAsync(Token))!;
    }
}
