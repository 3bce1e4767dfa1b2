// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas.figures;

import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.Parser;
import org.eclipse.draw2d.IFigure;
import org.eclipse.draw2d.geometry.Insets;
import org.eclipse.draw2d.text.AbstractFlowBorder;
import org.eclipse.draw2d.text.BlockFlow;
import org.eclipse.draw2d.text.FlowPage;
import org.eclipse.draw2d.text.TextFlow;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.Font;
import org.stillroom.editor.canvas.theme.Look;

/** Markdown as text that flows. HTML is shown as written, pictures as their descriptions; nothing is fetched. */
final class MarkdownFlow extends AbstractVisitor {

    private static final int INDENT = 16;
    private static final int GAP = 6;

    private final Look look;
    private IFigure into;
    private Font font;
    private Color color;
    private int indent;
    private String mark = "";

    private MarkdownFlow(Look look, IFigure page) {
        this.look = look;
        this.into = page;
        this.font = look.fonts().body();
        this.color = look.theme().text();
    }

    /** A figure with the text, as wide as it is made. */
    static IFigure page(String markdown, Look look) {
        FlowPage page = new FlowPage();
        MarkdownFlow flow = new MarkdownFlow(look, page);
        Parser.builder().build().parse(markdown).accept(flow);
        return page;
    }

    @Override
    public void visit(Heading heading) {
        Font before = font;
        font = heading.getLevel() == 1 ? look.fonts().large() : look.fonts().title();
        block(heading);
        font = before;
    }

    @Override
    public void visit(Paragraph paragraph) {
        block(paragraph);
    }

    @Override
    public void visit(BlockQuote quote) {
        Color before = color;
        color = look.theme().dim();
        indented(quote);
        color = before;
    }

    @Override
    public void visit(BulletList list) {
        indented(list);
    }

    @Override
    public void visit(OrderedList list) {
        indented(list);
    }

    @Override
    public void visit(ListItem item) {
        mark = item.getParent() instanceof OrderedList list ? number(list, item) + ". " : "\u2022 ";
        visitChildren(item);
        mark = "";
    }

    @Override
    public void visit(FencedCodeBlock code) {
        code(code.getLiteral());
    }

    @Override
    public void visit(IndentedCodeBlock code) {
        code(code.getLiteral());
    }

    @Override
    public void visit(HtmlBlock html) {
        code(html.getLiteral());
    }

    @Override
    public void visit(ThematicBreak line) {
        IFigure before = into;
        open();
        text("\u2500".repeat(12), look.theme().border());
        into = before;
    }

    @Override
    public void visit(Text text) {
        text(text.getLiteral(), color);
    }

    @Override
    public void visit(Code code) {
        styled(look.fonts().fixed(), () -> text(code.getLiteral(), color));
    }

    @Override
    public void visit(HtmlInline html) {
        text(html.getLiteral(), look.theme().dim());
    }

    @Override
    public void visit(Emphasis emphasis) {
        styled(look.fonts().italic(), () -> visitChildren(emphasis));
    }

    @Override
    public void visit(StrongEmphasis strong) {
        styled(look.fonts().bold(), () -> visitChildren(strong));
    }

    @Override
    public void visit(Link link) {
        Color before = color;
        color = look.theme().accent();
        visitChildren(link);
        color = before;
    }

    @Override
    public void visit(Image image) {
        visitChildren(image);
    }

    @Override
    public void visit(SoftLineBreak line) {
        text(" ", color);
    }

    @Override
    public void visit(HardLineBreak line) {
        text("\n", color);
    }

    private void block(Node node) {
        IFigure before = into;
        open();
        if (!mark.isEmpty()) {
            text(mark, look.theme().dim());
            mark = "";
        }
        visitChildren(node);
        into = before;
    }

    private void code(String literal) {
        IFigure before = into;
        open();
        styled(look.fonts().fixed(), () -> text(literal.stripTrailing(), color));
        into = before;
    }

    private void open() {
        BlockFlow block = new BlockFlow();
        block.setBorder(new FlowMargin(indent, GAP));
        into.add(block);
        into = block;
    }

    private void indented(Node node) {
        indent += INDENT;
        visitChildren(node);
        indent -= INDENT;
    }

    private void styled(Font style, Runnable content) {
        Font before = font;
        font = style;
        content.run();
        font = before;
    }

    private void text(String text, Color foreground) {
        TextFlow flow = new TextFlow(text);
        flow.setFont(font);
        flow.setForegroundColor(foreground);
        into.add(flow);
    }

    private static int number(OrderedList list, ListItem item) {
        int number = list.getMarkerStartNumber() == null ? 1 : list.getMarkerStartNumber();
        for (Node before = item.getPrevious(); before != null; before = before.getPrevious()) {
            number++;
        }
        return number;
    }

    /** Room left of and below a block of text. */
    private static final class FlowMargin extends AbstractFlowBorder {

        private final int left;
        private final int bottom;

        FlowMargin(int left, int bottom) {
            this.left = left;
            this.bottom = bottom;
        }

        @Override
        public int getLeftMargin() {
            return left;
        }

        /** Inside the block: draw2d takes margins off its height without having added them. */
        @Override
        public Insets getInsets(IFigure figure) {
            return new Insets(0, 0, bottom, 0);
        }
    }
}
