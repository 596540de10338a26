// run: kernel-version=6.1
/*
 * Boards are found by their slots. Adding a board tells its slot, under the lock of slots, and that of boards is
 * asked for under it. Bridges are boards as well, made and added under the lock of boards.
 *
 * A bridge is in memory that is all zero when it is added, so it is in no slot, and the lock of slots is not
 * asked for. A riser is put into a slot first.
 */

#include <linux/mutex.h>
#include <linux/slab.h>

struct slot {
	int users;
};

struct board {
	struct slot *slot;
};

struct bridge {
	struct board board;
	int lanes;
};

static DEFINE_MUTEX(boards_lock);
static DEFINE_MUTEX(slots_lock);
static DEFINE_MUTEX(risers_lock);
static struct slot slots[4];
static int boards;

static void board_add(struct board *board)
{
	if (board->slot) {
		mutex_lock(&slots_lock);
		board->slot->users++;
		mutex_unlock(&slots_lock);
	}
}

void slots_count(void)
{
	mutex_lock(&slots_lock);
	mutex_lock(&boards_lock);
	boards++;
	mutex_unlock(&boards_lock);
	mutex_lock(&risers_lock); // expect: lock-order confirmed
	mutex_unlock(&risers_lock);
	mutex_unlock(&slots_lock);
}

struct bridge *bridge_make_ok(int lanes)
{
	struct bridge *bridge;

	mutex_lock(&boards_lock);
	bridge = kzalloc(sizeof(*bridge), GFP_KERNEL);
	if (bridge) {
		bridge->lanes = lanes;
		board_add(&bridge->board);
	}
	mutex_unlock(&boards_lock);
	return bridge;
}

struct board *riser_make_bad(int slot)
{
	struct board *riser;

	mutex_lock(&risers_lock);
	riser = kzalloc(sizeof(*riser), GFP_KERNEL);
	if (riser) {
		riser->slot = &slots[slot];
		board_add(riser);
	}
	mutex_unlock(&risers_lock);
	return riser;
}
