using Chat.ServiceDefaults;
using Chat.Sessions.AgentLogins;
using Chat.Sessions.Agents;

namespace Chat.Sessions.Tests.AgentLogins;

public sealed class LoginRulesTests
{
    [Theory]
    [InlineData(9, false)]
    [InlineData(10, true)]
    [InlineData(200, true)]
    [InlineData(201, false)]
    public void Check_Password_HasTenToTwoHundredUnits(int length, bool isTaken)
    {
        Assert.Equal(isTaken, PasswordRules.Check(new string('x', length)) is null);
        Assert.Equal(
            isTaken ? [] : [("/newPassword", "length")],
            PasswordRules
                .Check("/newPassword", new string('x', length))
                ?.Faults.Select(fault => (fault.Pointer, fault.Code))
                ?? []
        );
    }

    [Fact]
    public void Check_NoPassword_IsTooShort() => Assert.NotNull(PasswordRules.Check("/password", null));

    [Theory]
    [InlineData(null, null, "")]
    [InlineData("admin@example.com", "0123456789", "")]
    [InlineData("admin", "0123456789", "Agents:Admin:Email")]
    [InlineData("admin@example.com", "012345678", "Agents:Admin:Password")]
    [InlineData("admin@example.com", null, "Agents:Admin:Password")]
    [InlineData("admin", null, "Agents:Admin:Email Agents:Admin:Password")]
    public void Validate_FirstAdmin_NeedsAnAddressAndAPassword(string? email, string? password, string named)
    {
        var validated = new AdminOptionsValidator().Validate(
            null,
            new AdminOptions { Email = email, Password = password }
        );

        var words = named.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(words.Length > 0, validated.Failed);
        Assert.All(words, word => Assert.Contains(word, validated.FailureMessage, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(200, true)]
    [InlineData(201, false)]
    public void Validate_FirstAdmin_HasANameOfBoundedLength(int length, bool isValid) =>
        Assert.Equal(
            isValid,
            new AdminOptionsValidator().Validate(null, new AdminOptions { Name = new string('n', length) }).Succeeded
        );

    [Fact]
    public void ToWire_Login_SaysWhoCameIn()
    {
        var (tenant, agent, login) = (Ids.New(), Ids.New(), Ids.New());
        var identity = new AgentIdentity
        {
            TenantId = tenant,
            AgentId = agent,
            Name = "Ada",
            Email = "ada@example.com",
            Role = AgentRole.Manager,
        };

        var wire = new AgentLogin(identity, login, "rt_1", DateTime.UnixEpoch).ToWire();

        Assert.Equal(("rt_1", DateTime.UnixEpoch), (wire.RefreshToken, wire.RefreshExpiresAt.ToDateTime()));
        Assert.Equal(
            (tenant.ToString(), agent.ToString(), login.ToString()),
            (wire.Agent.TenantId, wire.Agent.AgentId, wire.Agent.LoginId)
        );
        Assert.Equal(("Ada", "ada@example.com", "manager"), (wire.Agent.Name, wire.Agent.Email, wire.Agent.Role));
    }
}
