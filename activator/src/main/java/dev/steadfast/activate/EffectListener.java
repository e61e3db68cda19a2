package dev.steadfast.activate;

/** Is told of each effect just before it happens. What it throws ends the run at that point. */
@FunctionalInterface
public interface EffectListener {

  /** Nobody listens. */
  EffectListener NONE = effect -> {};

  /**
   * One effect comes next.
   *
   * @param effect one line that names the unit or the path; holds no secret
   */
  void before(String effect);
}
