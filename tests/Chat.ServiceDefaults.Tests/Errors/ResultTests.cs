using Chat.ServiceDefaults.Errors;

namespace Chat.ServiceDefaults.Tests.Errors;

public sealed class ResultTests
{
    private static readonly NotFound Missing = new("missing", "It is missing.");

    [Fact]
    public void Value_OfASuccess_IsTheValue()
    {
        Result<int> result = 5;

        Assert.True(result.IsSuccess);
        Assert.Equal(5, result.Value);
    }

    [Fact]
    public void Value_OfAFailure_Throws()
    {
        Result<int> result = Missing;

        Assert.False(result.IsSuccess);
        Assert.Same(Missing, result.Error);
        Assert.Throws<InvalidOperationException>(() => result.Value);
    }

    [Fact]
    public void Match_EitherSide_CallsItsOwnFunction()
    {
        Result<int> success = 5;
        Result<int> failure = Missing;

        Assert.Equal("5", success.Match(value => $"{value}", error => error.Code));
        Assert.Equal("missing", failure.Match(value => $"{value}", error => error.Code));
    }

    [Fact]
    public void Match_WithoutValue_CallsItsOwnFunction()
    {
        Result failure = Missing;

        Assert.Equal("ok", Result.Success.Match(() => "ok", error => error.Code));
        Assert.Equal("missing", failure.Match(() => "ok", error => error.Code));
    }
}
