using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Auth;
using Chat.Gateway.Dialects.Xcelsior;
using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Identity;
using Microsoft.Extensions.Options;

namespace Chat.Gateway.Tests.Dialects.Xcelsior;

/// <summary>Ids of the dialect: what they tell, and what they do not.</summary>
public sealed class XcelsiorIdsTests
{
    private const string Email = "customer@example.com";
    private static readonly Guid Tenant = Ids.New();
    private static readonly IOptions<IdentityOptions> Identity = Options.Create(
        new IdentityOptions { SigningKey = Convert.ToBase64String(new byte[32]) }
    );

    private readonly XcelsiorVisitors visitors = new(new DerivedIds(Identity));
    private readonly XcelsiorCustomerIds customers = new(Identity);

    [Fact]
    public void Find_OwnerOfTheSameEmail_IsTheVisitor()
    {
        var visitor = visitors.New(Tenant, Email, "John");

        var found = visitors.Find(Tenant, OwnerOf(visitor), " CUSTOMER@example.com ");

        Assert.Equal(visitor, found);
    }

    [Fact]
    public void Find_OtherEmailTenantOrKind_IsNobody()
    {
        var visitor = visitors.New(Tenant, Email, "John");
        var user = OwnerOf(visitor);
        user.Kind = AuthorKind.User;

        Assert.Null(visitors.Find(Tenant, OwnerOf(visitor), "thief@example.com"));
        Assert.Null(visitors.Find(Ids.New(), OwnerOf(visitor), Email));
        Assert.Null(visitors.Find(Tenant, user, Email));
    }

    [Theory]
    [InlineData("")]
    [InlineData("xcelsior")]
    [InlineData("xcelsior::")]
    [InlineData("xcelsior:a:b")]
    [InlineData("xcelsior:a:b:c")]
    [InlineData("0190a000-0000-7000-8000-000000000001")]
    public void Find_OwnerOfSomethingElse_IsNobody(string owner) =>
        Assert.Null(visitors.Find(Tenant, new Author { Kind = AuthorKind.Visitor, Id = owner }, Email));

    [Fact]
    public void New_SameRetryKey_IsTheSameVisitor()
    {
        Assert.Equal(visitors.New(Tenant, Email, "", "key-1"), visitors.New(Tenant, Email, "", "key-1"));
        Assert.NotEqual(visitors.New(Tenant, Email, "", "key-1"), visitors.New(Tenant, Email, "", "key-2"));
        Assert.NotEqual(visitors.New(Tenant, Email, ""), visitors.New(Tenant, Email, ""));
    }

    [Fact]
    public void New_Always_FitsASubject() =>
        Assert.InRange(visitors.New(Tenant, new string('x', 254), "").Subject.Length, 1, 128);

    [Fact]
    public void Show_Customer_ReadsBackAndTellsNothingOfItsTime()
    {
        var (older, newer) = (Ids.New(), Ids.New());

        var shown = (customers.Show(older), customers.Show(newer));

        Assert.Equal(older, customers.Read(shown.Item1));
        Assert.Equal(newer, customers.Read(shown.Item2));
        Assert.Equal(shown.Item1, customers.Show(older));
        // Ids of ours made together begin alike.
        Assert.Equal(older.ToString("N")[..6], newer.ToString("N")[..6]);
        Assert.NotEqual(shown.Item1[4..10], shown.Item2[4..10]);
    }

    [Fact]
    public void Read_IdOfOurs_IsItself()
    {
        var id = Ids.New();

        Assert.Equal(id, customers.Read(id.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("cus_")]
    [InlineData("cus_zz")]
    [InlineData("cus_0123456789abcdef0123456789abcdeg")]
    [InlineData("cus_0123456789abcdef0123456789abcdef00")]
    [InlineData("customer-1")]
    public void Read_SomethingElse_IsNoId(string text) => Assert.Null(customers.Read(text));

    private static Author OwnerOf(Principal visitor) =>
        new()
        {
            Kind = AuthorKind.Visitor,
            Id = visitor.Subject,
            DisplayName = visitor.DisplayName,
        };
}
