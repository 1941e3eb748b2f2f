using Chat.Sessions.CannedResponses;

namespace Chat.Sessions.Tests.CannedResponses;

public sealed class CannedTextValidatorTests
{
    private static readonly CannedText Least = new()
    {
        Title = "t",
        Body = "b",
        Category = "",
        Shortcut = null,
        Position = 0,
        Active = true,
    };

    [Theory]
    [InlineData(1, 1, 0, null, 0)]
    [InlineData(200, 5_000, 64, "s", 1_000_000)]
    [InlineData(1, 1, 1, "abcdefghijklmnopqrstuvwxyz-_0123", 1)]
    [InlineData(1, 1, 1, "größe-٣", 1)]
    public void Validate_AtTheBounds_IsFine(int title, int body, int category, string? shortcut, int position) =>
        Assert.Null(
            CannedTextValidator.Validate(
                Least with
                {
                    Title = new string('t', title),
                    Body = new string('b', body),
                    Category = new string('c', category),
                    Shortcut = shortcut,
                    Position = position,
                }
            )
        );

    [Theory]
    [InlineData(0, "length")]
    [InlineData(201, "length")]
    public void Validate_TitleBeyondABound_IsRefused(int length, string code) =>
        Refuses(Least with { Title = new string('t', length) }, "/title", code);

    [Theory]
    [InlineData(0, "length")]
    [InlineData(5_001, "length")]
    public void Validate_BodyBeyondABound_IsRefused(int length, string code) =>
        Refuses(Least with { Body = new string('b', length) }, "/body", code);

    [Fact]
    public void Validate_CategoryTooLong_IsRefused() =>
        Refuses(Least with { Category = new string('c', 65) }, "/category", "length");

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("a b")]
    [InlineData("a/b")]
    [InlineData("/hi")]
    [InlineData("hi\n")]
    [InlineData("hi!")]
    [InlineData("abcdefghijklmnopqrstuvwxyz-_01234")]
    public void Validate_ShortcutOfAnotherForm_IsRefused(string shortcut) =>
        Refuses(Least with { Shortcut = shortcut }, "/shortcut", "format");

    [Theory]
    [InlineData(-1)]
    [InlineData(1_000_001)]
    public void Validate_PositionBeyondABound_IsRefused(int position) =>
        Refuses(Least with { Position = position }, "/position", "out_of_range");

    [Fact]
    public void Validate_CharactersNobodyCanStore_AreEachNamed() =>
        Assert.Equal(
            [("/title", "characters"), ("/body", "characters"), ("/category", "characters")],
            CannedTextValidator
                .Validate(Least with { Title = "a\0", Body = "\0b", Category = "c\0c" })!
                .Faults.Select(fault => (fault.Pointer, fault.Code))
        );

    [Fact]
    public void Validate_EverythingWrong_NamesAllAtOnce() =>
        Assert.Equal(
            ["/title", "/body", "/category", "/shortcut", "/position"],
            CannedTextValidator
                .Validate(
                    new CannedText
                    {
                        Title = "",
                        Body = "",
                        Category = new string('c', 65),
                        Shortcut = "?",
                        Position = -1,
                        Active = false,
                    }
                )!
                .Faults.Select(fault => fault.Pointer)
        );

    private static void Refuses(CannedText text, string pointer, string code)
    {
        var fault = Assert.Single(CannedTextValidator.Validate(text)!.Faults);
        Assert.Equal((pointer, code), (fault.Pointer, fault.Code));
    }
}
