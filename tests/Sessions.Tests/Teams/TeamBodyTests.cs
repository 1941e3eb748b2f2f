using Chat.Sessions.Teams;

namespace Chat.Sessions.Tests.Teams;

public sealed class TeamBodyTests
{
    [Theory]
    [InlineData(1, 0, true)]
    [InlineData(200, 2_000, true)]
    [InlineData(201, 0, false)]
    [InlineData(1, 2_001, false)]
    public void Check_Texts_AreTrimmedAndBounded(int name, int description, bool isValid)
    {
        var body = new TeamBody
        {
            Name = $" {new string('n', name)} ",
            Description = $" {new string('d', description)} ",
        };

        Assert.Equal(isValid, body.Check(isNew: true) is null);
        Assert.Equal(isValid, body.Check(isNew: false) is null);
    }

    [Fact]
    public void Check_EverythingWrong_NamesAll() =>
        Assert.Equal(
            [("/name", "length"), ("/description", "length")],
            new TeamBody { Name = " ", Description = "\0" }
                .Check(isNew: false)!
                .Faults.Select(fault => (fault.Pointer, fault.Code))
        );

    [Fact]
    public void Check_NoName_IsAFaultOfANewOneOnly()
    {
        Assert.Equal(["/name"], new TeamBody().Check(isNew: true)!.Faults.Select(fault => fault.Pointer));
        Assert.Null(new TeamBody().Check(isNew: false));
    }

    [Fact]
    public void Check_EmptyDescription_TakesItAway() =>
        Assert.Null(new TeamBody { Name = "Sales", Description = "" }.Check(isNew: true));
}
