// SPDX-License-Identifier: EPL-2.0
package org.stillroom.workbench.preferences;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.osgi.util.NLS;
import org.stillroom.nodes.check.FolderSurvey;
import org.stillroom.nodes.check.FolderSurvey.Program;
import org.stillroom.nodes.contract.Quantity;

/** What was found in a model folder, in words. */
final class SurveyText {

    /** Others are counted together. */
    private static final int MOST_KINDS = 8;

    private SurveyText() {}

    static String of(FolderSurvey survey) {
        List<String> sentences = new ArrayList<>();
        if (survey.program() != Program.NONE) {
            sentences.add(survey.program() == Program.COMFY_UI ? Messages.SurveyText_comfyUi
                    : Messages.SurveyText_huggingFace);
        }
        sentences.add(switch (survey.state()) {
            case HAS_MODELS -> NLS.bind(survey.models() == 1 ? Messages.SurveyText_one : Messages.SurveyText_many,
                    new Object[] {survey.models(), Quantity.bytes(survey.bytes()).text(), kinds(survey)});
            case HAS_NONE -> Messages.SurveyText_none;
            case EMPTY -> Messages.SurveyText_empty;
            case UNREADABLE -> Messages.SurveyText_unreadable;
            case NO_FOLDER -> Messages.SurveyText_noFolder;
            case NOT_THERE -> Messages.SurveyText_notThere;
        });
        if (survey.unusable() > 0) {
            sentences.add(NLS.bind(Messages.SurveyText_unusable, survey.unusable()));
        }
        sentences.addAll(survey.problems());
        return String.join(" ", sentences);
    }

    /** The most frequent first. */
    private static String kinds(FolderSurvey survey) {
        List<Map.Entry<String, Integer>> all = survey.labels().entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey())).toList();
        List<String> named = all.stream().filter(kind -> !kind.getKey().isEmpty()).limit(MOST_KINDS)
                .map(kind -> NLS.bind(Messages.SurveyText_kind, kind.getValue(), kind.getKey()))
                .collect(Collectors.toCollection(ArrayList::new));
        int rest = survey.models() - all.stream().filter(kind -> !kind.getKey().isEmpty()).limit(MOST_KINDS)
                .mapToInt(Map.Entry::getValue).sum();
        if (rest > 0) {
            named.add(NLS.bind(Messages.SurveyText_kind, rest, Messages.SurveyText_others));
        }
        return String.join(", ", named);
    }
}
