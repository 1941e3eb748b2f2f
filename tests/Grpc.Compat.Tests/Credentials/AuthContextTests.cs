using Grpc.Core;

namespace Grpc.Compat.Tests.Credentials;

public sealed class AuthContextTests
{
    private static readonly AuthProperty Mail = AuthProperty.Create("mail", "a@b"u8.ToArray());
    private static readonly AuthProperty Name = AuthProperty.Create("name", "A"u8.ToArray());
    private static readonly AuthProperty Nick = AuthProperty.Create("name", "a"u8.ToArray());

    [Fact]
    public void PeerIdentity_AuthenticatedPeer_IsTheNamedProperties()
    {
        var context = Create("name");

        Assert.True(context.IsPeerAuthenticated);
        Assert.Equal("name", context.PeerIdentityPropertyName);
        Assert.Equal([Name, Nick], context.PeerIdentity);
    }

    [Fact]
    public void PeerIdentity_UnauthenticatedPeer_IsEmpty()
    {
        var context = Create(null);

        Assert.False(context.IsPeerAuthenticated);
        Assert.Empty(context.PeerIdentity);
    }

    [Fact]
    public void Properties_SeveralNames_AreAll() =>
        Assert.Equal([Mail, Name, Nick], Create(null).Properties.OrderBy(property => property.Name));

    [Fact]
    public void FindPropertiesByName_KnownAndUnknown_FindsTheKnown()
    {
        Assert.Equal([Mail], Create(null).FindPropertiesByName("mail"));
        Assert.Empty(Create(null).FindPropertiesByName("other"));
    }

    [Fact]
    public void AuthProperty_ArraysChange_Stays()
    {
        var given = "A"u8.ToArray();
        var property = AuthProperty.Create("name", given);

        given[0] = 0;
        property.ValueBytes[0] = 0;

        Assert.Equal("A", property.Value);
    }

    [Fact]
    public void AuthProperty_Null_Throws()
    {
        Assert.Throws<ArgumentNullException>(() => AuthProperty.Create(null!, []));
        Assert.Throws<ArgumentNullException>(() => AuthProperty.Create("name", null!));
    }

    private static AuthContext Create(string? identity) =>
        new(
            identity,
            new Dictionary<string, List<AuthProperty>>(StringComparer.Ordinal)
            {
                ["mail"] = [Mail],
                ["name"] = [Name, Nick],
            }
        );
}
