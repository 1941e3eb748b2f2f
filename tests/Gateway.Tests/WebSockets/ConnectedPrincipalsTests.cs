using System.Net;
using Chat.Gateway.WebSockets;
using Chat.Gateway.WebSockets.Commands;
using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Identity;
using Chat.Testing.Time;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Chat.Gateway.Tests.WebSockets;

/// <summary>How many sockets one principal and one address may have, and what a principal's sockets share.</summary>
public sealed class ConnectedPrincipalsTests
{
    private static readonly IOptions<SocketOptions> Two = Options.Create(
        new SocketOptions
        {
            MaxSocketsPerPrincipal = 2,
            MaxSocketsPerAddress = 2,
            CommandBurst = 1,
        }
    );

    private static readonly Guid Tenant = Ids.New();

    private readonly ConnectedPrincipals connected = new(
        new CommandTable([new PingCommand()]),
        Two,
        new FakeTimeProvider()
    );

    [Fact]
    public void Enter_AsManyAsItMay_AndNoMore()
    {
        Assert.True(connected.Enter(Of("v")).IsSuccess);
        Assert.True(connected.Enter(Of("v")).IsSuccess);

        Assert.IsType<TooManyPrincipalSockets>(connected.Enter(Of("v")).Error);
    }

    [Fact]
    public void Enter_OneHasLeft_HasRoomForOne()
    {
        var first = connected.Enter(Of("v")).Value;
        connected.Enter(Of("v"));
        connected.Leave(first);

        Assert.True(connected.Enter(Of("v")).IsSuccess);
        Assert.False(connected.Enter(Of("v")).IsSuccess);
    }

    [Fact]
    public void Enter_SecretKey_MayHaveAnyNumber() =>
        Assert.All(
            Enumerable.Range(0, 5),
            _ => Assert.True(connected.Enter(Of("k", PrincipalKind.SecretKey)).IsSuccess)
        );

    [Fact]
    public void Enter_AnotherTenantKindOrSubject_IsSomebodyElse()
    {
        Principal[] principals = [Of("v"), Of("V"), Of("v", PrincipalKind.User), Of("v") with { TenantId = Ids.New() }];

        Assert.Equal(4, principals.Select(principal => connected.Enter(principal).Value.Rates).Distinct().Count());
    }

    [Fact]
    public void Enter_SecondSocket_SharesTheRatesOfTheFirst()
    {
        Assert.Null(connected.Enter(Of("v")).Value.Rates.TryTake(0));

        Assert.NotNull(connected.Enter(Of("v")).Value.Rates.TryTake(0));
    }

    [Fact]
    public void Leave_TheLast_ForgetsThePrincipal()
    {
        var first = connected.Enter(Of("v")).Value;
        connected.Enter(Of("v"));
        connected.Leave(first);
        Assert.Same(first, connected.Enter(Of("v")).Value);

        connected.Leave(first);
        connected.Leave(first);

        Assert.NotSame(first, connected.Enter(Of("v")).Value);
    }

    [Fact]
    public void TryEnter_AsManyOfOneAddressAsItMay_AndNoMore()
    {
        var addresses = new SocketAddresses(Two);
        var place = addresses.TryEnter(From("203.0.113.7"));

        Assert.NotNull(place);
        Assert.NotNull(addresses.TryEnter(From("203.0.113.7")));
        Assert.Null(addresses.TryEnter(From("203.0.113.7")));
        Assert.NotNull(addresses.TryEnter(From("203.0.113.8")));
        // Given back once, however often it is disposed of.
        place.Dispose();
        place.Dispose();
        Assert.NotNull(addresses.TryEnter(From("203.0.113.7")));
        Assert.Null(addresses.TryEnter(From("203.0.113.7")));
    }

    [Fact]
    public void TryEnter_NobodysAddress_IsNotCounted()
    {
        var addresses = new SocketAddresses(Two);

        Assert.All(
            Enumerable.Range(0, 5),
            _ =>
            {
                using var place = addresses.TryEnter(From("127.0.0.1"));
                Assert.NotNull(place);
                Assert.NotNull(addresses.TryEnter(From("127.0.0.1")));
            }
        );
    }

    [Fact]
    public void Exempt_Place_TakesNobodysRoom()
    {
        var addresses = new SocketAddresses(Two);

        addresses.Exempt().Dispose();

        Assert.NotNull(addresses.TryEnter(From("203.0.113.7")));
    }

    private static Principal Of(string subject, PrincipalKind kind = PrincipalKind.Visitor) =>
        new()
        {
            TenantId = Tenant,
            Subject = subject,
            Kind = kind,
        };

    private static DefaultHttpContext From(string address)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Parse(address);
        return context;
    }
}
