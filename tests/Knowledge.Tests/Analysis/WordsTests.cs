namespace Chat.Knowledge.Analysis;

public sealed class WordsTests
{
    [Theory]
    [InlineData("Where's my ORDER?", "wheres|my|order")]
    [InlineData("can't e-mail you", "cant|email|you")]
    [InlineData("café Grüße", "cafe|gruße")]
    [InlineData("sign-in page", "sign|in|page")]
    [InlineData("XJ900 costs 3.50!", "xj900|costs|3|50")]
    [InlineData("世界 мир", "世界|мир")]
    [InlineData("如何重置密码？", "重置|置密|密码")]
    [InlineData("我忘记了我的密码", "忘记|密码")]
    [InlineData("パスワードを忘れた", "パス|スワ|ワー|ード|忘|れた")]
    [InlineData("배송은 PDF로", "배송|송은|pdf|로")]
    [InlineData("ＰＤＦ 2", "pdf|2")]
    [InlineData("पासवर्ड ढूँढ़ें", "पासवर्ड|ढूंढें")]
    [InlineData("إعادة تعيينُ", "اعاده|تعيين")]
    [InlineData("ลืมรหัสผ่าน 2 ครั้ง", "ลืม|มร|รหั|หัส|สผา|ผาน|2|ครั|รัง")]
    [InlineData("ฉันจะเปิดบัญชีได้อย่างไร", "เปิด|ดบั|บัญ|ญชี")]
    [InlineData("ນ້ຳ", "ນຳ")]
    [InlineData("ពាក្យ\u200Bសម្ងាត់", "ពាក្យ|ក្យស|សម្ងា|ម្ងាត")]
    [InlineData("စကားဝှက်", "စကာ|ကာဝှ|ဝှက်")]
    [InlineData(" ... ", "")]
    public void Of_Text_GivesPlainWords(string text, string words) =>
        Assert.Equal(words.Split('|', StringSplitOptions.RemoveEmptyEntries), Words.Of(text, 100));

    [Fact]
    public void Of_ManyWords_StopsAtTheLimit() => Assert.Equal(["a", "b"], Words.Of("a b c d", 2));
}
