using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Conversations;
using Chat.Sessions.Customers;
using Chat.Sessions.Visitors;

namespace Chat.Sessions.Tests.Visitors;

public sealed class MeMappingTests
{
    private static readonly Customer Known = Customer.New(
        new CustomerProfile
        {
            Email = "bob@example.com",
            Name = "Bob",
            Phone = "1",
            Company = "Acme",
            AvatarUrl = "https://a.example/b.png",
        },
        isVerified: true,
        DateTime.UnixEpoch
    );

    private static readonly Identity Visitor = new()
    {
        Kind = AuthorKind.Visitor,
        Subject = "v-1",
        CustomerId = Known.Id,
        Claims = new Claims
        {
            Name = "Robert",
            Email = "robert@example.com",
            Phone = "2",
        },
    };

    [Fact]
    public void Of_WhoIsProven_IsTheCustomer()
    {
        var me = Me.Of(Visitor with { IsProven = true }, Known);

        Assert.Equal((AuthorKind.Visitor, "v-1", Known.Id), (me.Kind, me.Id, me.CustomerId));
        Assert.Equal(
            ("Bob", "bob@example.com", "1", "Acme", "https://a.example/b.png"),
            (me.Name, me.Email, me.Phone, me.Company, me.AvatarUrl)
        );
    }

    // What the company knows of a customer opens to nobody who only says to be it.
    [Fact]
    public void Of_WhoOnlySaysSo_IsWhatItSaid()
    {
        var me = Me.Of(Visitor, Known);

        Assert.Null(me.CustomerId);
        Assert.Equal(("Robert", "robert@example.com", "2"), (me.Name, me.Email, me.Phone));
        Assert.Equal((null, null), (me.Company, me.AvatarUrl));
    }

    [Fact]
    public void Of_CustomerWithoutAName_HasNone()
    {
        var nameless = Customer.New(new CustomerProfile { ExternalId = "u" }, isVerified: true, DateTime.UnixEpoch);

        var me = Me.Of(Visitor with { IsProven = true, CustomerId = nameless.Id }, nameless);

        Assert.Equal((null, null, null), (me.Name, me.Email, me.Phone));
    }

    [Fact]
    public void Of_ProvenWhoseCustomerIsGone_IsWhatItSaid() =>
        Assert.Equal("Robert", Me.Of(Visitor with { IsProven = true }, null).Name);

    [Theory]
    [InlineData(true, "user", true)]
    [InlineData(false, "visitor", false)]
    public void From_Me_SaysWhetherItIsProven(bool isUser, string kind, bool verified)
    {
        var identity = Visitor with { Kind = isUser ? AuthorKind.User : AuthorKind.Visitor, IsProven = isUser };

        var answer = MeAnswer.From(Me.Of(identity, Known));

        Assert.Equal((kind, "v-1", verified), (answer.Kind, answer.Id, answer.Verified));
        Assert.Equal(verified ? Known.Id : null, answer.CustomerId);
        Assert.Equal(
            verified ? ("Bob", "bob@example.com", "1") : ("Robert", "robert@example.com", "2"),
            (answer.Name, answer.Email, answer.Phone)
        );
        Assert.Equal(verified ? ("Acme", "https://a.example/b.png") : (null, null), (answer.Company, answer.AvatarUrl));
    }

    [Fact]
    public void ToChange_Body_IsTrimmedAndNothingMore()
    {
        var change = new MeBody
        {
            Name = " Bob ",
            Email = " bob@example.com ",
            Phone = " 1 ",
            AvatarUrl = " ",
        }.ToChange();

        Assert.Equal(
            new CustomerChange
            {
                Name = "Bob",
                Email = "bob@example.com",
                Phone = "1",
                AvatarUrl = "",
            },
            change
        );
        Assert.Equal(new CustomerChange(), new MeBody().ToChange());
    }

    [Theory]
    [InlineData(PrincipalKind.Visitor, "Visitor")]
    [InlineData(PrincipalKind.User, "User")]
    [InlineData(PrincipalKind.Agent, null)]
    [InlineData(PrincipalKind.SecretKey, null)]
    [InlineData(PrincipalKind.PublishableKey, null)]
    [InlineData(PrincipalKind.Service, null)]
    public void Of_Principal_IsAPersonOrNobodyToKnow(PrincipalKind kind, string? person)
    {
        var principal = new Principal
        {
            TenantId = Ids.New(),
            Subject = "s",
            Kind = kind,
        };

        var found = Person.Of(principal);

        Assert.Equal(person, found.IsSuccess ? found.Value.Kind.ToString() : null);
        Assert.Equal(person is null ? "visitor_required" : null, found.Error?.Code);
        Assert.True(!found.IsSuccess || found.Value == new Person(principal.TenantId, found.Value.Kind, "s"));
    }
}
