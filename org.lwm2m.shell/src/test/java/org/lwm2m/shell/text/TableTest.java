package org.lwm2m.shell.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void columnsAreAsWideAsTheyNeedToBe() {
        var table = new Table("ID", "NAME").row(3, "Device").row(3303, "Temperature");

        assertEquals("ID    NAME\n3     Device\n3303  Temperature", table.toString());
    }

    @Test
    void aColumnWithNothingInItIsLeftOut() {
        var table = new Table("PATH", "UNIT", "VALUE").row("/3/0/0", "", "x");

        assertEquals("PATH    VALUE\n/3/0/0  x", table.toString());
    }

    @Test
    void whatAPeerSendsCanNotMoveTheCursor() {
        assertEquals("A\n·[2J·", new Table("A").row("\u001b[2J\u202e").toString());
    }

    @Test
    void aLineHasAsManyCellsAsThereAreColumns() {
        assertThrows(IllegalArgumentException.class, () -> new Table("A", "B").row(1));
    }
}
