// SPDX-License-Identifier: EPL-2.0
package org.stillroom.editor.canvas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.eclipse.draw2d.geometry.Rectangle;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stillroom.edit.CanvasItem.NodeItem;
import org.stillroom.edit.LayoutEdits;
import org.stillroom.editor.canvas.figures.NodeFigure;
import org.stillroom.editor.canvas.theme.Theme;
import org.stillroom.graph.Graph;
import org.stillroom.test.canvas.CanvasFixture;

/** Parameters, titles and notes that are edited where they stand. */
class DirectEditTest extends GestureTestBase {

    @BeforeEach
    void open() {
        Graph graph = CanvasFixture.example("first-picture");
        graph = LayoutEdits.frame("texts", "Text", 300, 0, 540, 460).change().apply(graph);
        canvas = new CanvasFixture(graph, Theme.LIGHT, new RecordingHost(new ArrayList<>()));
        canvas.canvas().view().fit();
        canvas.settle();
    }

    private String value(String node, String parameter) {
        return canvas.graph().nodes().get(node).parameters().get(parameter).asText();
    }

    /** A part of the field from 0, its left end, to 1. */
    private Point field(String node, String parameter, double part) {
        Rectangle area = canvas.canvas().node(node).orElseThrow().getFigure().parameter(parameter).orElseThrow()
                .getBounds();
        return canvas.inControl((int) (area.x + 4 + part * (area.width - 8)), area.y + area.height / 2);
    }

    @Test
    void aClickOnThePromptEditsIt() {
        canvas.click(field("prompt", "text", 0.5));
        Text text = canvas.field();
        NodeFigure figure = canvas.canvas().node("prompt").orElseThrow().getFigure();
        text.setText("A blue whale\nin the sea");
        assertSame(figure, canvas.canvas().node("prompt").orElseThrow().getFigure());
        assertEquals("a red circle above a blue square", value("prompt", "text"));
        canvas.holding(SWT.CTRL).key(text, SWT.CR);
        canvas.holding(0);
        assertEquals("A blue whale\nin the sea", value("prompt", "text"));
        canvas.commands().undo();
        assertEquals("a red circle above a blue square", value("prompt", "text"));
    }

    @Test
    void escLeavesItAsItWas() {
        Graph before = canvas.graph();
        canvas.click(field("prompt", "text", 0.5));
        canvas.field().setText("nothing");
        canvas.key(canvas.field(), SWT.ESC);
        assertSame(before, canvas.graph());
    }

    @Test
    void enterEditsTheFirstParameterOfTheSelectedNode() {
        canvas.canvas().select(List.of(new NodeItem("save_image")));
        canvas.key(SWT.CR);
        canvas.field().setText("fox");
        canvas.key(canvas.field(), SWT.CR);
        assertEquals("fox", value("save_image", "name"));
    }

    @Test
    void aNumberOutOfRangeIsSaidAndNotTaken() {
        canvas.click(field("denoiser", "steps", 0.5));
        Text text = canvas.field();
        text.setText("5000");
        List<String> said = Arrays.stream(((Composite) canvas.canvas().control()).getChildren())
                .filter(Label.class::isInstance).map(child -> ((Label) child).getText()).toList();
        assertEquals(List.of("found 5000, expected at most 1000"), said);
        canvas.key(text, SWT.CR);
        assertEquals("20", value("denoiser", "steps"));
        text.setText("12");
        canvas.key(text, SWT.CR);
        assertEquals("12", value("denoiser", "steps"));
    }

    @Test
    void arrowsStepANumber() {
        canvas.click(field("denoiser", "steps", 0.99));
        assertEquals("21", value("denoiser", "steps"));
        canvas.click(field("denoiser", "steps", 0.01));
        canvas.click(field("denoiser", "steps", 0.01));
        assertEquals("19", value("denoiser", "steps"));
    }

    @Test
    void aDragChangesANumberInOneStep() {
        Point from = field("denoiser", "steps", 0.5);
        canvas.drag(from, new Point(from.x + 60, from.y));
        assertEquals("30", value("denoiser", "steps"));
        canvas.commands().undo();
        assertEquals("20", value("denoiser", "steps"));
    }

    @Test
    void aSeedOf64BitsIsTaken() {
        canvas.click(field("noise", "seed", 0.5));
        canvas.field().setText("18446744073709551615");
        canvas.key(canvas.field(), SWT.CR);
        assertEquals("18446744073709551615", value("noise", "seed"));
        canvas.click(field("noise", "seed", 0.99));
        assertEquals("18446744073709551615", value("noise", "seed"));
    }

    @Test
    void modelsAreSuggested() {
        canvas.click(field("t5_encoder", "model", 0.5));
        canvas.field().setText("xxl");
        canvas.key(canvas.field(), SWT.ARROW_DOWN);
        canvas.key(canvas.field(), SWT.CR);
        assertEquals("flux/t5-xxl", value("t5_encoder", "model"));
    }

    @Test
    void aModelThatIsNotSuggestedIsTakenToo() {
        canvas.click(field("t5_encoder", "model", 0.5));
        canvas.field().setText("mine/t5");
        canvas.key(canvas.field(), SWT.CR);
        assertEquals("mine/t5", value("t5_encoder", "model"));
    }

    @Test
    void aDoubleClickOnATitleEditsIt() {
        canvas.doubleClick(canvas.inControl(400, 12));
        canvas.field().setText("Encoders");
        canvas.key(canvas.field(), SWT.CR);
        assertEquals("Encoders", canvas.graph().layout().frames().get("texts").title());
    }

    @Test
    void leavingTakesWhatIsTyped() {
        canvas.click(field("save_image", "name", 0.5));
        canvas.field().setText("fox");
        canvas.click(canvas.inControl(1000, 560));
        assertEquals("fox", value("save_image", "name"));
    }
}
